package org.gatecast.broadcast;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.bus.EventNotice;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.snapshot.VersionChange;

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

    /**
     * A history that begins with earlier changes.
     *
     * @param earlier in order; those that do not lead to {@code version} without a gap are ignored
     */
    static ChangeHistory of(List<VersionChange> earlier, long version, int capacity) {
        List<VersionChange> known = new ArrayList<>();
        for (int i = earlier.size() - 1; i >= 0; i--) {
            if (earlier.get(i).version() == version - known.size()) {
                known.add(earlier.get(i));
            }
        }
        ChangeHistory history = new ChangeHistory(version - known.size(), capacity);
        for (int i = known.size() - 1; i >= 0; i--) {
            history.add(known.get(i));
        }
        return history;
    }

    /** Begins anew if the notice does not tell all versions since the last one. */
    void add(EventNotice.Committed notice) {
        notice.versions().forEach(this::add);
        long version = notice.snapshot().meta().version();
        if (newestVersion != version) {
            versionChanges.clear();
            oldestVersion = version;
            newestVersion = version;
        }
    }

    private void add(VersionChange change) {
        if (change.version() != newestVersion + 1) {
            return;
        }
        versionChanges.add(change);
        newestVersion = change.version();
        while (versionChanges.size() > capacity) {
            oldestVersion = versionChanges.remove().version();
        }
    }

    /** What a spectator at {@code version} has missed; {@code null} if that is unknown or cannot be sent as a diff. */
    MissedChanges since(long version) {
        if (version < oldestVersion || version > newestVersion) {
            return null;
        }
        Map<RaceId, Set<Integer>> rows = new LinkedHashMap<>();
        boolean status = false;
        for (VersionChange change : versionChanges) {
            if (change.version() <= version) {
                continue;
            }
            if (!change.diffable()) {
                return null;
            }
            status |= change.statusChanged();
            change.rows().forEach((race, bibs) -> rows.computeIfAbsent(race, id -> new HashSet<>())
                    .addAll(bibs));
        }
        return new MissedChanges(rows, status);
    }
}
