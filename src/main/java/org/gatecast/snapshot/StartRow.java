package org.gatecast.snapshot;

/** A line of a race's start list. {@code startTime} is text as received. */
public record StartRow(
        Integer startOrder,
        Integer bib,
        String athleteId,
        String name,
        String club,
        String noc,
        String catId,
        String startTime) {}
