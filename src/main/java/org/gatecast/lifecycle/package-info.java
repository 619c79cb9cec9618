/**
 * The state of the process, shared by all stages: how far it is between start and stop, and whether it has run out of
 * memory. {@link org.gatecast.Gatecast} creates it, {@code http} and {@code store} report to it, {@code management} reads
 * it. Any thread.
 */
package org.gatecast.lifecycle;
