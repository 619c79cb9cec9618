package org.gatecast.model;

/** An age group within a class. Years of birth, both inclusive; {@code null} for no limit. */
public record Category(String catId, String name, Integer firstYear, Integer lastYear) {}
