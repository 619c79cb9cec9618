package org.gatecast.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatecast.snapshot.ResultRow;

/**
 * The rows that differ between two versions of a table. Clients identify a row by its bib (contract section 3).
 *
 * @param changed the new or different rows, in the table's order
 * @param rowsIdentifyAll whether a client that updates or inserts {@code changed} by bib has the whole table; not so if
 *     a row was removed, or if a changed row shares its bib or has none
 */
record TableChanges(List<ResultRow> changed, boolean rowsIdentifyAll) {

    /** A table of bibs up to this and twice the number of rows is an array. */
    private static final int USUAL_BIBS = 1_000;

    static TableChanges between(List<ResultRow> before, List<ResultRow> after) {
        int bibs = Math.max(USUAL_BIBS, 2 * Math.max(before.size(), after.size()));
        return byUsualBibs(before, after, bibs).orElseGet(() -> byAnyBibs(before, after));
    }

    /** Nearly every table: each row has a bib of its own, and none is out of the usual. */
    private static Optional<TableChanges> byUsualBibs(List<ResultRow> before, List<ResultRow> after, int bibs) {
        ResultRow[] known = new ResultRow[bibs];
        for (ResultRow row : before) {
            if (!isUsual(row, bibs) || known[row.bib()] != null) {
                return Optional.empty();
            }
            known[row.bib()] = row;
        }
        boolean[] seen = new boolean[bibs];
        int matched = 0;
        List<ResultRow> changed = new ArrayList<>();
        for (ResultRow row : after) {
            if (!isUsual(row, bibs) || seen[row.bib()]) {
                return Optional.empty();
            }
            seen[row.bib()] = true;
            ResultRow last = known[row.bib()];
            if (last != null) {
                matched++;
            }
            if (!row.equals(last)) {
                changed.add(row);
            }
        }
        return Optional.of(new TableChanges(List.copyOf(changed), matched == before.size()));
    }

    private static boolean isUsual(ResultRow row, int bibs) {
        return row.bib() != null && row.bib() >= 0 && row.bib() < bibs;
    }

    private static TableChanges byAnyBibs(List<ResultRow> before, List<ResultRow> after) {
        Set<Integer> ambiguous = new HashSet<>();
        ambiguous.add(null);
        Map<Integer, ResultRow> known = byBib(before, ambiguous);
        Map<Integer, ResultRow> now = byBib(after, ambiguous);
        List<ResultRow> unclear = withBibIn(ambiguous, before);
        Map<String, List<ResultRow>> unclearOnes = byText(unclear);
        List<ResultRow> changed = after.stream()
                .filter(row -> ambiguous.contains(row.bib())
                        ? !unclearOnes.getOrDefault(row.toString(), List.of()).contains(row)
                        : !row.equals(known.get(row.bib())))
                .toList();
        boolean suffice = now.keySet().containsAll(known.keySet()) && unclear.equals(withBibIn(ambiguous, after));
        return new TableChanges(changed, suffice);
    }

    /** Not a hash set of rows: a sender could make all hashes equal, and rows have no order that would help then. */
    private static Map<String, List<ResultRow>> byText(List<ResultRow> rows) {
        Map<String, List<ResultRow>> byText = new HashMap<>();
        for (ResultRow row : rows) {
            byText.computeIfAbsent(row.toString(), text -> new ArrayList<>(1)).add(row);
        }
        return byText;
    }

    private static Map<Integer, ResultRow> byBib(List<ResultRow> rows, Set<Integer> ambiguous) {
        Map<Integer, ResultRow> byBib = new HashMap<>();
        for (ResultRow row : rows) {
            if (byBib.put(row.bib(), row) != null) {
                ambiguous.add(row.bib());
            }
        }
        return byBib;
    }

    private static List<ResultRow> withBibIn(Set<Integer> bibs, List<ResultRow> rows) {
        return rows.stream().filter(row -> bibs.contains(row.bib())).toList();
    }
}
