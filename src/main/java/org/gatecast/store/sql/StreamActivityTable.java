package org.gatecast.store.sql;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.model.EventId;
import org.gatecast.model.RaceId;

/** Until when the live stream may have mentioned each race without anything new. */
final class StreamActivityTable {
    static final String SELECT =
            """
            SELECT event_id, race_id, mentioned_at
            FROM stream_mentions JOIN events ON events.id = stream_mentions.event""";

    static final String SELECT_ONE = SELECT + " WHERE event_id = ?";

    private static final String WRITE =
            """
            INSERT INTO stream_mentions (event, race_id, mentioned_at) SELECT id, ?, ? FROM events WHERE event_id = ?
            ON CONFLICT (event, race_id) DO UPDATE SET mentioned_at = excluded.mentioned_at""";

    private static final String CLEAR =
            """
            DELETE FROM stream_mentions
            WHERE event = (SELECT id FROM events WHERE event_id = ?)
                AND race_id NOT IN (SELECT race_id FROM races WHERE races.event = stream_mentions.event)""";

    private StreamActivityTable() {}

    /** A row of {@link #SELECT}. */
    record Mention(EventId eventId, RaceId raceId, Instant at) {}

    static Mention read(RowReader row) {
        return new Mention(new EventId(row.text()), new RaceId(row.text()), row.instant());
    }

    static Map<EventId, Map<RaceId, Instant>> byEvent(List<Mention> mentions) {
        Map<EventId, Map<RaceId, Instant>> events = new HashMap<>();
        for (Mention mention : mentions) {
            events.computeIfAbsent(mention.eventId(), id -> new HashMap<>()).put(mention.raceId(), mention.at());
        }
        return events;
    }

    /** Replaces the races' times, and deletes those of races that no longer exist. */
    static List<Batch> batches(EventId event, Map<RaceId, Instant> mentions) {
        List<Tuple> rows = mentions.entrySet().stream()
                .map(mention ->
                        Tuple.of(mention.getKey().value(), mention.getValue().toEpochMilli(), event.value()))
                .toList();
        return List.of(new Batch(WRITE, rows), new Batch(CLEAR, List.of(Tuple.of(event.value()))));
    }
}
