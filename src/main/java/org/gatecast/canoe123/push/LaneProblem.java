package org.gatecast.canoe123.push;

/**
 * Why a lane does not get through now.
 *
 * @param notNow the event's state admits no such data; otherwise the line or the server is at fault
 * @param reason in the words of the response if there was one
 */
public record LaneProblem(boolean notNow, DataKind kind, String reason) {}
