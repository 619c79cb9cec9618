package org.gatecast.canoe123.push;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.gatecast.canoe123.stream.ResultTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest table of each race, and the status of the races. A call carries the rows that differ from what the service has accepted, of as many races as
 * fit, the race under way first, and the statuses that differ. A race is on disk while it has such rows.
 *
 * <p>Each call says that it is the primary source's, so that the service does not let other sources change these rows. While the
 * timing program is heard and there is nothing to send, an empty call now and then says that the source is still there. If the
 * service has not heard of it for long, it may have taken what others sent: then all rows are sent again. Confined to the pusher's
 * event loop.
 */
final class ResultQueue implements PushSource {
    private static final Logger LOG = LoggerFactory.getLogger(ResultQueue.class);
    private static final String FILE_PREFIX = "table-";

    /** About 100 KB, a tenth of the longest body that the service takes. */
    private static final int MAX_ROWS = 200;

    private final KeptData storage;
    private final Clock clock;
    private final PushTimes times;
    private final LongSupplier nanoTime;
    private final Map<String, RaceRows> races = new LinkedHashMap<>();
    private final RaceStatuses statuses = new RaceStatuses();
    private List<Sent> sent = List.of();
    private LastCall lastCall;
    /** {@code null} before the first accepted call. */
    private Long acceptedAt;

    private boolean heartbeatDue;

    /** The last accepted call came before the event's first export. */
    private boolean ignored;

    private record Sent(RaceRows race, ResultRowBody row) {}

    /**
     * @param nanoTime {@link System#nanoTime}
     */
    ResultQueue(KeptData storage, Clock clock, PushTimes times, LongSupplier nanoTime) {
        this.storage = storage;
        this.clock = clock;
        this.times = times;
        this.nanoTime = nanoTime;
    }

    @Override
    public DataKind kind() {
        return DataKind.RESULTS;
    }

    /** Races with rows that the service has not accepted. */
    int waitingRaces() {
        return (int) races.values().stream().filter(RaceRows::isPending).count();
    }

    int waitingRows() {
        return races.values().stream().mapToInt(race -> race.pending().size()).sum();
    }

    /** The last call with a final response, {@code null} before. */
    LastCall lastCall() {
        return lastCall;
    }

    /** Takes back what was on disk when the booth ended. */
    void restore(Map<String, KeptData.Item> kept) {
        kept.forEach((name, file) -> {
            if (name.startsWith(FILE_PREFIX)) {
                try {
                    RaceRows race = RaceRows.of(file.content());
                    races.put(race.raceId(), race);
                } catch (IllegalArgumentException e) {
                    LOG.warn("The kept file {} cannot be read and is deleted", name);
                    storage.delete(name);
                }
            }
        });
    }

    void offer(ResultTable table) {
        RaceRows race = races.computeIfAbsent(table.raceId(), RaceRows::new);
        race.replace(table);
        keep(race);
    }

    /** Takes the status of all races. */
    void offer(Map<String, String> schedule) {
        statuses.offer(schedule);
    }

    /** The timing program is heard. An empty call says so to the service, if calls were accepted, but none lately. */
    void streamHeard() {
        heartbeatDue |= acceptedAt != null
                && nanoTime.getAsLong() - acceptedAt >= times.heartbeat().toNanos();
    }

    /** An export was imported. */
    void exportImported() {
        statuses.exportImported();
        races.values().stream().filter(RaceRows::exportImported).forEach(this::keep);
    }

    @Override
    public PushCall next() {
        List<Sent> next = new ArrayList<>();
        races.values().stream()
                .sorted(Comparator.comparing(race -> !race.isCurrent()))
                .forEach(race -> race.pending().stream()
                        .limit(MAX_ROWS - next.size())
                        .forEach(row -> next.add(new Sent(race, row))));
        JsonArray races = statuses.next();
        if (next.isEmpty() && races.isEmpty() && !heartbeatDue) {
            return null;
        }
        heartbeatDue = false;
        sent = next;
        JsonArray rows = new JsonArray();
        next.forEach(item -> rows.add(item.row.json()));
        JsonObject body = new JsonObject().put("results", rows).put("primary", true);
        if (!races.isEmpty()) {
            body.put("races", races);
        }
        return PushCall.json("/api/v1/ingest/results", body.encode(), times.response());
    }

    @Override
    public void accepted(JsonObject response) {
        long now = nanoTime.getAsLong();
        if (acceptedAt != null && now - acceptedAt >= times.resend().toNanos()) {
            races.values().forEach(race -> {
                race.sendAgain();
                keep(race);
            });
        }
        acceptedAt = now;
        boolean ignoredBefore = ignored;
        ignored = Boolean.TRUE.equals(response.getValue("ignored"));
        if (ignoredBefore && !ignored) {
            // The event has an export now, perhaps from another sender.
            exportImported();
        }
        statuses.accepted(response);
        boolean unmatched = ignored || response.getInteger("updated", sent.size()) < sent.size();
        if (unmatched) {
            sent.forEach(item -> item.race.markUnmatched());
        }
        done(unmatched ? LastCall.Outcome.IGNORED : LastCall.Outcome.ACCEPTED, null);
    }

    @Override
    public void refused(String reason) {
        statuses.refused();
        done(LastCall.Outcome.REFUSED, reason);
    }

    private void done(LastCall.Outcome outcome, String reason) {
        if (sent.isEmpty()) {
            return;
        }
        lastCall =
                new LastCall(outcome, clock.instant(), reason, sent.get(0).race.raceId(), sent.size());
        sent.forEach(item -> item.race.accept(item.row));
        sent.stream().map(Sent::race).distinct().forEach(this::keep);
        sent = List.of();
    }

    private void keep(RaceRows race) {
        String name = FILE_PREFIX + HexFormat.of().formatHex(race.raceId().getBytes(StandardCharsets.UTF_8)) + ".json";
        if (race.isPending()) {
            storage.put(name, race.toFile(), clock.instant());
        } else {
            storage.delete(name);
        }
    }
}
