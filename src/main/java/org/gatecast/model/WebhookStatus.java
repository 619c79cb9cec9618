package org.gatecast.model;

import java.time.Instant;

/**
 * A webhook's progress as the database has it, at most seconds old.
 *
 * @param waiting events that are not delivered yet, of all types
 * @param oldestAt of them; {@code null} if none waits
 * @param version the event's
 */
public record WebhookStatus(WebhookProgress progress, long waiting, Instant oldestAt, long version) {}
