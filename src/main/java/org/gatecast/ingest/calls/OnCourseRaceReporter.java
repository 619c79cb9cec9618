package org.gatecast.ingest.calls;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.StoreCommand.RecordStreamActivity;
import org.gatecast.model.Authority;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.SnapshotRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the store in which races riders are on course, since it does not store the riders: at most once a second for each
 * event while the races stay the same. Confined to one event loop.
 */
final class OnCourseRaceReporter {
    private static final Logger LOG = LoggerFactory.getLogger(OnCourseRaceReporter.class);
    private static final Duration EVERY = Duration.ofSeconds(1);

    private final BusClient bus;
    private final SnapshotRegistry snapshots;
    /** By generation. */
    private final Map<String, LastReport> events = new HashMap<>();

    private record LastReport(Instant at, Set<RaceId> races) {}

    OnCourseRaceReporter(BusClient bus, SnapshotRegistry snapshots) {
        this.bus = bus;
        this.snapshots = snapshots;
    }

    /**
     * @param riders known to the event
     * @param at when the call arrived
     */
    void report(Authority by, List<OnCourseEntry> riders, Instant at) {
        Set<RaceId> races = riders.stream().map(OnCourseEntry::raceId).collect(Collectors.toSet());
        LastReport lastReport = events.get(by.generation());
        if (races.isEmpty()
                || (lastReport != null && lastReport.races.containsAll(races) && isRecent(lastReport, at))) {
            return;
        }
        if (lastReport == null) {
            events.keySet().retainAll(snapshots.generations());
        }
        events.put(by.generation(), new LastReport(at, races));
        bus.store(new RecordStreamActivity(by, races, at))
                .onFailure(failure ->
                        LOG.debug("Races with riders on course were not recorded: {}", failure.getMessage()));
    }

    /** False after the clock was set back. */
    private static boolean isRecent(LastReport lastReport, Instant at) {
        return !at.isBefore(lastReport.at) && at.isBefore(lastReport.at.plus(EVERY));
    }
}
