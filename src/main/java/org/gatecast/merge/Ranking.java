package org.gatecast.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Competition ranking: equal totals share a rank and the next is skipped (1, 1, 3). Hundredths of a second. */
final class Ranking {
    private static final Standing UNRANKED = new Standing(null, null);

    private final Map<Integer, Standing> byTotal = new HashMap<>();

    private Ranking(List<Integer> totals) {
        int[] sorted = totals.stream().mapToInt(Integer::intValue).sorted().toArray();
        for (int i = 0; i < sorted.length; i++) {
            if (i == 0 || sorted[i] != sorted[i - 1]) {
                byTotal.put(sorted[i], new Standing(i + 1, gap(sorted[i] - sorted[0])));
            }
        }
    }

    /**
     * Where one row stands.
     *
     * @param rank from 1, {@code null} when unranked
     * @param behind {@code "0.00"} for the leader, {@code "+1.23"} behind, {@code null} when unranked
     */
    record Standing(Integer rank, String behind) {}

    /** How each row stands among all, in the rows' order; a {@code null} total is unranked. */
    static <T> List<Standing> of(List<T> rows, Function<T, Integer> total) {
        return within(rows, row -> "", total);
    }

    /** How each row stands among those of its group, in the rows' order; rows without a group are unranked. */
    static <T> List<Standing> within(List<T> rows, Function<T, String> group, Function<T, Integer> total) {
        Map<String, List<Integer>> totals = new HashMap<>();
        for (T row : rows) {
            if (group.apply(row) != null && total.apply(row) != null) {
                totals.computeIfAbsent(group.apply(row), g -> new ArrayList<>()).add(total.apply(row));
            }
        }
        Map<String, Ranking> rankings = new HashMap<>();
        totals.forEach((g, all) -> rankings.put(g, new Ranking(all)));
        return rows.stream()
                .map(row -> {
                    Ranking ranking = rankings.get(group.apply(row));
                    return ranking == null ? UNRANKED : ranking.byTotal.getOrDefault(total.apply(row), UNRANKED);
                })
                .toList();
    }

    static String gap(int hundredths) {
        if (hundredths == 0) {
            return "0.00";
        }
        int rest = hundredths % 100;
        return "+" + hundredths / 100 + (rest < 10 ? ".0" : ".") + rest;
    }
}
