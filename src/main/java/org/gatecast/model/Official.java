package org.gatecast.model;

/**
 * An official of the event, as printed on result lists. {@code function} is the timing system's name for the office,
 * such as {@code ChiefJudge}. Everything may be {@code null}.
 */
public record Official(String function, String familyName, String givenName, String noc) {}
