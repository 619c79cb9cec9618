package org.gatecast.model;

/**
 * Somebody who holds an office at the event, as result lists name them. {@code function} is the timing system's word for
 * the office, such as {@code ChiefJudge}. Everything may be {@code null}.
 */
public record Official(String function, String familyName, String givenName, String noc) {}
