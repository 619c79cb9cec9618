/**
 * Counters and durations of all stages. A stage declares its metrics beside the code that counts; counting is one addition.
 * {@code management} reads the values, and alone knows the metrics library.
 */
package org.gatecast.metrics;
