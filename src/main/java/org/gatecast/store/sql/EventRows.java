package org.gatecast.store.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.model.Image;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.RaceId;
import org.gatecast.store.StoredEvent;
import org.gatecast.store.sql.StreamActivityTable.Mention;

/** All rows of one event, for copies from one database to another. */
public final class EventRows {
    private EventRows() {}

    /** The ids of all events, in the order of creation. */
    public static Future<List<EventId>> eventIds(SqlQueries queries) {
        return queries.query(EventTable.IDS, Tuple.tuple(), row -> new EventId(row.text()));
    }

    /**
     * @param queries in a snapshot, or of a database that nobody changes
     * @return empty if there is no such event
     */
    public static Future<Optional<StoredEvent>> read(SqlQueries queries, EventId event) {
        return new StateLoader(queries)
                .load(event)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : read(queries, found.get()).map(Optional::of));
    }

    private static Future<StoredEvent> read(SqlQueries queries, EventState state) {
        EventId event = state.meta().eventId();
        Future<List<Image>> image =
                queries.query(EventTable.SELECT_LAST_IMAGE, Tuple.of(event.value()), EventTable::readImage);
        Future<List<JournalEntry>> journal =
                queries.query(JournalTable.SELECT, JournalTable.selectedAll(event), JournalTable::read);
        Future<List<Mention>> mentions =
                queries.query(StreamActivityTable.SELECT_ONE, Tuple.of(event.value()), StreamActivityTable::read);
        return Future.all(image, journal, mentions)
                .map(all -> new StoredEvent(
                        state,
                        image.result().stream().findFirst().orElse(null),
                        journal.result(),
                        byRace(mentions.result())));
    }

    private static Map<RaceId, Instant> byRace(List<Mention> mentions) {
        Map<RaceId, Instant> races = new HashMap<>();
        mentions.forEach(mention -> races.put(mention.raceId(), mention.at()));
        return races;
    }

    /**
     * Adds an event whose id the database does not have.
     *
     * @param restoredAt from when the days of the retention count; {@code null} in an archive
     * @param bytes the parameter for a column of bytes
     */
    public static Future<Void> insert(
            SqlTransaction transaction, StoredEvent event, Instant restoredAt, Function<byte[], Object> bytes) {
        EventState state = event.state();
        StateDiff rows = StateDiff.ofNew(state);
        return transaction
                .execute(EventTable.INSERT, EventTable.inserted(state.meta()))
                .compose(inserted -> {
                    long id = inserted.iterator().next().getLong(0);
                    List<Batch> batches = SqlEventStore.batches(id, rows);
                    if (event.image() != null) {
                        batches.add(new Batch(
                                EventTable.INSERT_IMAGE,
                                List.of(EventTable.insertedImage(id, state.meta(), event.image(), bytes))));
                    }
                    JournalTable.writeAll(id, event.journal(), batches);
                    if (restoredAt != null) {
                        batches.add(
                                new Batch(EventTable.SET_RESTORED, List.of(Tuple.of(restoredAt.toEpochMilli(), id))));
                    }
                    if (!event.mentions().isEmpty()) {
                        batches.addAll(StreamActivityTable.batches(event.eventId(), event.mentions()));
                    }
                    return transaction.executeAll(batches);
                });
    }

    /** Whether there is an event of this id. */
    public static Future<Boolean> contains(SqlTransaction transaction, EventId event) {
        return transaction.execute(EventTable.FIND, Tuple.of(event.value())).map(found -> found.size() > 0);
    }

    public static Future<Void> delete(SqlTransaction transaction, EventId event) {
        return transaction
                .execute(EventTable.DELETE_ANY, Tuple.of(event.value()))
                .mapEmpty();
    }
}
