/**
 * Counters and durations that the stages keep of their own work. A stage declares its metrics beside the code that counts.
 * Counting is one addition. {@code management} reads the values and knows the metrics library; this package does not.
 */
package org.gatecast.metrics;
