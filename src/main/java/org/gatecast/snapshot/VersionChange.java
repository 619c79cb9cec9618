package org.gatecast.snapshot;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.model.RaceId;

/**
 * Which rows one version of an event changed, without their contents. From these, a spectator that missed versions is sent
 * what is different now.
 *
 * @param version the one that the change gave the event
 * @param rows per race, the bibs whose rows changed; empty if not {@code diffable}
 * @param statusChanged whether the event's status changed
 * @param diffable whether rows and status are all that changed
 */
public record VersionChange(long version, Map<RaceId, Set<Integer>> rows, boolean statusChanged, boolean diffable) {
    public VersionChange {
        Map<RaceId, Set<Integer>> copy = new LinkedHashMap<>();
        rows.forEach((race, bibs) -> copy.put(race, Set.copyOf(bibs)));
        rows = Collections.unmodifiableMap(copy);
    }

    public static VersionChange of(long version, ChangeSet changes) {
        Map<RaceId, Set<Integer>> rows = new LinkedHashMap<>();
        if (!changes.structure()) {
            changes.rows().forEach((race, changed) -> rows.put(race, bibs(changed)));
        }
        return new VersionChange(version, rows, changes.status() != null, !changes.structure());
    }

    private static Set<Integer> bibs(List<ResultRow> rows) {
        Set<Integer> bibs = new HashSet<>();
        rows.forEach(row -> {
            if (row.bib() != null) {
                bibs.add(row.bib());
            }
        });
        return Set.copyOf(bibs);
    }
}
