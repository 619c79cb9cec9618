package org.gatecast.model;

/**
 * A row of a call of the live stream that did not count.
 *
 * @param index position in its list, from 0
 */
public record SkippedRow(int index, SkipReason reason) {}
