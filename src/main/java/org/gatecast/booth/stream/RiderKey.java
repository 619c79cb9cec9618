package org.gatecast.booth.stream;

/** A rider in a race: bibs are unique only within one. */
public record RiderKey(String raceId, int bib) {}
