/**
 * The state of the process, shared by all stages: its phase between start and stop, and whether memory ran out. {@code http}
 * and {@code store} report to it, {@code management} reads it. Any thread.
 */
package org.gatecast.lifecycle;
