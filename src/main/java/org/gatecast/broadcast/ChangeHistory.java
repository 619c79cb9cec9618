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
    private final int most;
    private final Deque<Step> steps = new ArrayDeque<>();
    private long oldest;
    private long newest;

    /**
     * One version.
     *
     * @param rows per race, the bibs whose rows changed
     * @param told whether the rows and the status tell all; else only {@code full} does
     */
    private record Step(long version, Map<RaceId, Set<Integer>> rows, boolean status, boolean told) {}

    /**
     * All that changed between two versions.
     *
     * @param rows per race, the bibs whose rows changed
     * @param status whether the status did
     */
    record Missed(Map<RaceId, Set<Integer>> rows, boolean status) {}

    /**
     * @param version where the event stands now: nothing before is known
     * @param most how many changes to remember
     */
    ChangeHistory(long version, int most) {
        this.oldest = version;
        this.newest = version;
        this.most = most;
    }

    void add(EventNotice.Committed notice) {
        long version = notice.snapshot().meta().version();
        if (version != newest + 1) {
            steps.clear();
            oldest = version;
            newest = version;
            return;
        }
        ChangeSet changes = notice.changes();
        Map<RaceId, Set<Integer>> rows = new LinkedHashMap<>();
        changes.rows().forEach((race, changed) -> {
            Set<Integer> bibs = new HashSet<>();
            changed.forEach(row -> bibs.add(row.bib()));
            rows.put(race, bibs);
        });
        steps.add(new Step(version, rows, changes.status() != null, !needsFull(notice)));
        newest = version;
        while (steps.size() > most) {
            oldest = steps.remove().version;
        }
    }

    /** Whether only {@code full} tells what a notice brings. */
    static boolean needsFull(EventNotice.Committed notice) {
        ChangeSet changes = notice.changes();
        return changes.structure() || (notice.cause() == Cause.IMPORT && !changes.isEmpty());
    }

    /** What somebody at {@code version} has missed; {@code null} when that cannot be proved. */
    Missed since(long version) {
        if (version < oldest || version > newest) {
            return null;
        }
        Map<RaceId, Set<Integer>> rows = new LinkedHashMap<>();
        boolean status = false;
        for (Step step : steps) {
            if (step.version <= version) {
                continue;
            }
            if (!step.told) {
                return null;
            }
            status |= step.status;
            step.rows.forEach((race, bibs) ->
                    rows.computeIfAbsent(race, id -> new HashSet<>()).addAll(bibs));
        }
        return new Missed(rows, status);
    }
}
