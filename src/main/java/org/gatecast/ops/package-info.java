/**
 * For operators: health, metrics and build information on a port of their own, which the public never sees. Reads what
 * the stages count ({@code tally}) and how far the service is ({@code bus}); nobody calls it. One event loop answers;
 * what takes time runs on workers. The metrics library wakes up when metrics are first asked for, so that a start does
 * not wait for it.
 */
package org.gatecast.ops;
