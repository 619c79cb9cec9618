package org.gatecast.canoe123.stream;

/** A rider in a race: bibs are unique only within one. */
public record RiderKey(String raceId, int bib) {}
