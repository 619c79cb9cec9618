package org.gatecast.broadcast;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.gatecast.bus.EventNotice;
import org.gatecast.bus.EventNotice.Cause;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ChangeSet;

/**
 * What an event's last changes touched: enough to tell somebody who missed some of them what is different now, or that
 * it cannot be told. Only which rows, not what they held: the newest row is in the picture. Bounded; confined to the
 * broadcaster's thread.
 */
final class ChangeHistory {
    private final int capacity;
    private final Deque<VersionChange> versionChanges = new ArrayDeque<>();
    private long oldestVersion;
    private long newestVersion;

    /**
     * One version.
     *
     * @param rows per race, the bibs whose rows changed
     * @param diffable whether the rows and the status tell all; else only {@code full} does
     */
    private record VersionChange(
            long version, Map<RaceId, Set<Integer>> rows, boolean statusChanged, boolean diffable) {}

    /**
     * All that changed between two versions.
     *
     * @param rows per race, the bibs whose rows changed
     * @param statusChanged whether the status did
     */
    record MissedChanges(Map<RaceId, Set<Integer>> rows, boolean statusChanged) {}

    /**
     * @param version where the event stands now: nothing before is known
     * @param most how many changes to remember
     */
    ChangeHistory(long version, int most) {
        this.oldestVersion = version;
        this.newestVersion = version;
        this.capacity = most;
    }

    void add(EventNotice.Committed notice) {
        long version = notice.snapshot().meta().version();
        if (version != newestVersion + 1) {
            versionChanges.clear();
            oldestVersion = version;
            newestVersion = version;
            return;
        }
        ChangeSet changes = notice.changes();
        Map<RaceId, Set<Integer>> rows = new LinkedHashMap<>();
        changes.rows().forEach((race, changed) -> {
            Set<Integer> bibs = new HashSet<>();
            changed.forEach(row -> bibs.add(row.bib()));
            rows.put(race, bibs);
        });
        versionChanges.add(new VersionChange(version, rows, changes.status() != null, !needsFull(notice)));
        newestVersion = version;
        while (versionChanges.size() > capacity) {
            oldestVersion = versionChanges.remove().version;
        }
    }

    /** Whether only {@code full} tells what a notice brings. */
    static boolean needsFull(EventNotice.Committed notice) {
        ChangeSet changes = notice.changes();
        return changes.structure() || (notice.cause() == Cause.IMPORT && !changes.isEmpty());
    }

    /** What somebody at {@code version} has missed; {@code null} when that cannot be proved. */
    MissedChanges since(long version) {
        if (version < oldestVersion || version > newestVersion) {
            return null;
        }
        Map<RaceId, Set<Integer>> rows = new LinkedHashMap<>();
        boolean status = false;
        for (VersionChange change : versionChanges) {
            if (change.version <= version) {
                continue;
            }
            if (!change.diffable) {
                return null;
            }
            status |= change.statusChanged;
            change.rows.forEach((race, bibs) ->
                    rows.computeIfAbsent(race, id -> new HashSet<>()).addAll(bibs));
        }
        return new MissedChanges(rows, status);
    }
}
