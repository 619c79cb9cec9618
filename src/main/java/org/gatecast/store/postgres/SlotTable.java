package org.gatecast.store.postgres;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.bus.SlotReservation;
import org.gatecast.bus.SpectatorCounts;
import org.gatecast.model.EventId;
import org.gatecast.model.RaceId;
import org.gatecast.store.SlotReservations;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.store.sql.SqlTransaction;

/**
 * Slots of all nodes, in the tables {@code nodes} and {@code slots}. Reservations take turns, by one lock for all: each takes
 * a millisecond, and a node makes few. The clock is the server's, so the nodes' clocks need not agree.
 */
final class SlotTable implements SlotReservations {
    /** Any number that no other program locks. */
    private static final long LOCK = 0x6761_7465_0002L;

    private static final String SELECT_LOCK = "SELECT pg_advisory_xact_lock(?)";

    private static final String UPSERT_NODE =
            """
            INSERT INTO nodes (name, seen_at, number) VALUES (?, clock_timestamp(), ?)
            ON CONFLICT (name) DO UPDATE SET seen_at = EXCLUDED.seen_at, number = EXCLUDED.number
            WHERE nodes.number < EXCLUDED.number
            RETURNING name""";

    private static final String DELETE_EXPIRED =
            "DELETE FROM nodes WHERE seen_at < clock_timestamp() - make_interval(secs => ?)";

    private static final String DELETE_UNWANTED = "DELETE FROM slots WHERE node = ? AND NOT (event = ANY (?))";

    private static final String UPSERT_SLOTS =
            """
            INSERT INTO slots (event, node, counts, reserved)
            SELECT asked.event, ?, asked.counts, LEAST(asked.wanted, GREATEST(0, ? - COALESCE(
                (SELECT SUM(others.reserved) FROM slots others
                 WHERE others.event = asked.event AND others.node <> ?), 0)))
            FROM unnest(?::TEXT[], ?::INTEGER[], ?::TEXT[]) AS asked (event, wanted, counts)
            ON CONFLICT (event, node) DO UPDATE SET reserved = EXCLUDED.reserved, counts = EXCLUDED.counts""";

    private static final String SELECT_SLOTS =
            """
            SELECT event, SUM(reserved) FILTER (WHERE node = ?), ? - SUM(reserved) FROM slots
            WHERE event = ANY (?) GROUP BY event""";

    private static final String SELECT_COUNTS_ELSEWHERE =
            """
            SELECT counts FROM slots JOIN nodes ON nodes.name = slots.node
            WHERE slots.event = ? AND slots.node <> ? AND seen_at >= clock_timestamp() - make_interval(secs => ?)""";

    private static final String WEB_SOCKET = "webSocket";
    private static final String EVENT_STREAM = "eventStream";
    private static final String RACES = "races";

    private final PostgresDatabase database;
    private final String node;
    private final double expirySeconds;

    /** @param expirySeconds after which the reservations of a silent node do not count */
    SlotTable(PostgresDatabase database, String node, double expirySeconds) {
        this.database = database;
        this.node = node;
        this.expirySeconds = expirySeconds;
    }

    @Override
    public Future<SlotReservation.Reserved> reserve(SlotReservation reservation) {
        List<Map.Entry<EventId, Integer>> wanted =
                List.copyOf(reservation.wanted().entrySet());
        String[] events = wanted.stream().map(entry -> entry.getKey().value()).toArray(String[]::new);
        Integer[] slots = wanted.stream().map(Map.Entry::getValue).toArray(Integer[]::new);
        String[] counts = wanted.stream()
                .map(entry -> json(reservation.counts().getOrDefault(entry.getKey(), SpectatorCounts.NONE)))
                .toArray(String[]::new);
        return database.inTransaction(transaction -> transaction
                .execute(SELECT_LOCK, Tuple.of(LOCK))
                .compose(locked -> transaction.execute(UPSERT_NODE, Tuple.of(node, reservation.number())))
                .compose(seen -> seen.size() == 0
                        ? Future.failedFuture(database.failure(Reason.STALE, "has a later reservation of this node"))
                        : forgetAndReserve(transaction, events, slots, counts, reservation.perEvent()))
                .map(SlotTable::read));
    }

    private Future<RowSet<Row>> forgetAndReserve(
            SqlTransaction transaction, String[] events, Integer[] slots, String[] counts, int perEvent) {
        return transaction
                .execute(DELETE_EXPIRED, Tuple.of(expirySeconds))
                .compose(forgotten -> transaction.execute(
                        DELETE_UNWANTED, Tuple.tuple().addString(node).addArrayOfString(events)))
                .compose(left -> transaction.execute(
                        UPSERT_SLOTS, Tuple.from(List.of(node, (long) perEvent, node, events, slots, counts))))
                .compose(reserved -> transaction.execute(SELECT_SLOTS, Tuple.of(node, (long) perEvent, events)));
    }

    private static SlotReservation.Reserved read(RowSet<Row> rows) {
        Map<EventId, Integer> reserved = new HashMap<>();
        Map<EventId, Integer> left = new HashMap<>();
        for (Row row : rows) {
            EventId event = new EventId(row.getString(0));
            reserved.put(event, row.getLong(1).intValue());
            left.put(event, row.getLong(2).intValue());
        }
        return new SlotReservation.Reserved(reserved, left);
    }

    @Override
    public Future<SpectatorCounts> countElsewhere(EventId eventId) {
        return database.query(
                        SELECT_COUNTS_ELSEWHERE,
                        Tuple.of(eventId.value(), node, expirySeconds),
                        row -> counts(row.text()))
                .map(nodes -> nodes.stream().reduce(SpectatorCounts.NONE, SpectatorCounts::plus));
    }

    private static String json(SpectatorCounts counts) {
        JsonObject races = new JsonObject();
        counts.byRace().forEach((race, spectators) -> races.put(race.value(), spectators));
        return new JsonObject()
                .put(WEB_SOCKET, counts.webSocket())
                .put(EVENT_STREAM, counts.eventStream())
                .put(RACES, races)
                .encode();
    }

    private static SpectatorCounts counts(String json) {
        JsonObject counts = new JsonObject(json);
        JsonObject races = counts.getJsonObject(RACES, new JsonObject());
        Map<RaceId, Integer> byRace = new LinkedHashMap<>();
        races.fieldNames().forEach(race -> byRace.put(new RaceId(race), races.getInteger(race)));
        return new SpectatorCounts(counts.getInteger(WEB_SOCKET, 0), counts.getInteger(EVENT_STREAM, 0), byRace);
    }
}
