package org.gatecast.model;

/**
 * The status of a race as the live stream reports it.
 *
 * @param number the timing system's
 */
public record RaceStatusUpdate(RaceId raceId, int number) {}
