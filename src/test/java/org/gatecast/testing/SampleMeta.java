package org.gatecast.testing;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.gatecast.model.EventKeyRing;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventStatus;
import org.gatecast.model.OrganiserDates;

/** Makes events without keys and dates, for tests without a server. */
public final class SampleMeta {
    public static final String GENERATION = "abcdef0123";

    private SampleMeta() {}

    /** A running event whose organiser has configured nothing, at version 1. */
    public static EventMeta running(String eventId, String title) {
        return of(eventId, GENERATION, title, EventStatus.RUNNING, EventConfig.NONE, 1);
    }

    /** An event that was created, and got its status, at the epoch. */
    public static EventMeta of(
            String eventId, String generation, String title, EventStatus status, EventConfig config, long version) {
        return new EventMeta(
                new EventId(eventId),
                generation,
                new EventKeyRing(List.of()),
                new EventDetails(title, null, null, null, null, null, null),
                Set.of(),
                OrganiserDates.NONE,
                status,
                Instant.EPOCH,
                config,
                true,
                null,
                Instant.EPOCH,
                version);
    }
}
