package org.gatecast.broadcast;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.bus.EventNotice;
import org.gatecast.bus.EventNotice.Cause;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.ResultRow;

/**
 * Which rows the last changes of an event touched, so that a spectator that missed some changes can be sent what is
 * different now. Without the rows' contents, since the snapshot has the newest. Bounded; confined to the broadcaster's event
 * loop.
 */
final class ChangeHistory {
    private final int capacity;
    private final Deque<VersionChange> versionChanges = new ArrayDeque<>();
    private long oldestVersion;
    private long newestVersion;

    /** {@code rows}: per race, the bibs that changed. Not {@code diffable} if more changed than rows and status. */
    private record VersionChange(
            long version, Map<RaceId, Set<Integer>> rows, boolean statusChanged, boolean diffable) {}

    /** {@code rows}: per race, the bibs whose rows changed between two versions. */
    record MissedChanges(Map<RaceId, Set<Integer>> rows, boolean statusChanged) {
        /** The newest form of each changed row, and the status if that changed. */
        ChangeSet in(EventSnapshot snapshot) {
            Map<RaceId, List<ResultRow>> newest = new LinkedHashMap<>();
            rows.forEach((race, bibs) -> newest.put(
                    race,
                    snapshot.tables().get(race).rows().stream()
                            .filter(row -> bibs.contains(row.bib()))
                            .toList()));
            return new ChangeSet(false, newest, statusChanged ? snapshot.meta().status() : null);
        }
    }

    /** {@code version} is the current one; changes before it are unknown. */
    ChangeHistory(long version, int capacity) {
        this.oldestVersion = version;
        this.newestVersion = version;
        this.capacity = capacity;
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

    /** Whether a diff cannot contain the changes of a notice, so that spectators need {@code full}. */
    static boolean needsFull(EventNotice.Committed notice) {
        ChangeSet changes = notice.changes();
        return changes.structure() || (notice.cause() == Cause.IMPORT && !changes.isEmpty());
    }

    /** What a spectator at {@code version} has missed; {@code null} if that is unknown or cannot be sent as a diff. */
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
