package org.gatecast.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gatecast.testing.RestState;

/**
 * Compares, while nobody pushes: what each node has with a node that has just read the database, and with what was
 * acknowledged; each spectator's view with that; the versions in the database and its journal with the acknowledged calls.
 */
final class Checkpoint {
    private static final int PATIENCE_SECONDS = 20;
    private static final int LOOK_AGAIN_MILLIS = 100;
    private static final int CALLS_AROUND = 6;

    private final ReplicatedDatabase database;
    private final List<Node> nodes;
    private final Supplier<Node> fresh;
    private final List<NumberedPusher> pushers;
    private final List<FollowingSpectator> spectators;

    /**
     * @param fresh starts one more node, which serves when it is returned
     */
    Checkpoint(
            ReplicatedDatabase database,
            List<Node> nodes,
            Supplier<Node> fresh,
            List<NumberedPusher> pushers,
            List<FollowingSpectator> spectators) {
        this.database = database;
        this.nodes = nodes;
        this.fresh = fresh;
        this.pushers = pushers;
        this.spectators = spectators;
    }

    /**
     * What is wrong; what may still be under way gets some seconds.
     *
     * @param withTimes whether the database has the last acknowledged call of each pusher; it has not if it has lost it
     */
    List<String> findings(boolean withTimes) throws InterruptedException {
        List<String> findings = new ArrayList<>();
        try (Node newest = fresh.get()) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            do {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MILLIS);
                findings.clear();
                try {
                    compare(newest, withTimes, findings);
                } catch (RuntimeException e) {
                    findings.add("a node does not respond: " + e);
                }
            } while (!findings.isEmpty() && System.nanoTime() < end);
        }
        return findings;
    }

    private void compare(Node newest, boolean withTimes, List<String> findings) {
        Map<String, RestState> truth = new TreeMap<>();
        for (NumberedPusher pusher : pushers) {
            RestState rest = truth.computeIfAbsent(pusher.eventId(), event -> RestState.read(newest.api(), event));
            if (withTimes) {
                compareTimes(pusher, rest, findings);
            }
        }
        truth.forEach((event, rest) -> {
            for (Node node : nodes) {
                if (!RestState.read(node.api(), event).equals(rest)) {
                    findings.add(event + ": the node at " + node.port() + " has another state than the database");
                }
            }
            compareVersions(event, findings);
            compareJournal(event, findings);
        });
        spectators.forEach(spectator -> {
            String finding = spectator.compare(truth.get(spectator.eventId()));
            if (finding != null) {
                findings.add(finding);
            }
        });
    }

    private static void compareTimes(NumberedPusher pusher, RestState rest, List<String> findings) {
        int right = 0;
        for (JsonNode row : rest.results().get(pusher.raceId())) {
            right += row.get(PushedTables.timeField(pusher.raceId())).asInt() == pusher.lastTime() ? 1 : 0;
        }
        if (right != pusher.lastRiders()) {
            findings.add(pusher.eventId() + ": of " + pusher.raceId() + " " + right + " of " + pusher.lastRiders()
                    + " rows have the acknowledged time " + pusher.lastTime());
        }
    }

    /** Every version is there once, up to the event's, as far back as they are kept. */
    private void compareVersions(String event, List<String> findings) {
        List<String> gaps = database.texts(
                """
                SELECT 'versions ' || min(changes.version) || ' to ' || max(changes.version) || ', ' || count(*)
                    || ' rows, version ' || events.version
                FROM changes JOIN events ON events.id = changes.event WHERE event_id = '%s'
                GROUP BY events.id
                HAVING count(*) <> max(changes.version) - min(changes.version) + 1
                    OR max(changes.version) <> events.version"""
                        .formatted(event));
        gaps.forEach(gap -> findings.add(event + ": " + gap));
    }

    /** Every acknowledged call is there once, and no other is. */
    private void compareJournal(String event, List<String> findings) {
        Map<Integer, Integer> unexplained = new HashMap<>();
        database.texts("SELECT bytes FROM ingest_calls JOIN events ON events.id = ingest_calls.event"
                        + " WHERE source = 'results' AND event_id = '" + event + "'")
                .forEach(bytes -> unexplained.merge(Integer.parseInt(bytes), 1, Integer::sum));
        for (NumberedPusher pusher : pushers) {
            if (pusher.eventId().equals(event)) {
                pusher.acknowledged().forEach(bytes -> unexplained.merge(bytes, -1, Integer::sum));
            }
        }
        unexplained.values().removeIf(count -> count == 0);
        if (!unexplained.isEmpty()) {
            findings.add(event + ": the calls of these lengths are in the journal so many times too often: "
                    + unexplained + "; around them: " + journalAround(event, unexplained.keySet()));
        }
    }

    /** The calls of about the same lengths as {@code version: length at time}, in the order of their commits. */
    private List<String> journalAround(String event, Set<Integer> lengths) {
        int least = Collections.min(lengths) - CALLS_AROUND;
        int most = Collections.max(lengths) + CALLS_AROUND;
        return database.texts(
                """
                SELECT ingest_calls.version || ': ' || bytes || ' at ' || arrived_at
                FROM ingest_calls JOIN events ON events.id = ingest_calls.event
                WHERE event_id = '%s' AND bytes BETWEEN %d AND %d ORDER BY ingest_calls.version"""
                        .formatted(event, least, most));
    }
}
