package org.gatecast.model;

/** An age group inside a class; years of birth, both ends included, {@code null} when open. */
public record Category(String catId, String name, Integer firstYear, Integer lastYear) {}
