package org.gatecast.merge;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Competition ranking: equal totals share a rank and the next is skipped (1, 1, 3). Hundredths of a second. */
final class Ranking {
    private static final Standing UNRANKED = new Standing(null, null);

    private Ranking() {}

    /**
     * Where one row stands.
     *
     * @param rank from 1, {@code null} when unranked
     * @param behind {@code "0.00"} for the leader, {@code "+1.23"} behind, {@code null} when unranked
     */
    record Standing(Integer rank, String behind) {}

    /** How each row stands among all, in the rows' order; a {@code null} total is unranked. */
    static List<Standing> of(List<Integer> totals) {
        int[] sorted = totals.stream()
                .filter(t -> t != null)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        return totals.stream().map(total -> standing(total, sorted)).toList();
    }

    /** How each row stands among those of its group; rows without a group are unranked. */
    static <T> List<Standing> within(List<T> rows, Function<T, String> group, Function<T, Integer> total) {
        Map<String, int[]> sorted = new HashMap<>();
        rows.stream()
                .map(group)
                .filter(g -> g != null)
                .distinct()
                .forEach(g -> sorted.put(
                        g,
                        rows.stream()
                                .filter(row -> g.equals(group.apply(row)) && total.apply(row) != null)
                                .mapToInt(total::apply)
                                .sorted()
                                .toArray()));
        return rows.stream()
                .map(row ->
                        group.apply(row) == null ? UNRANKED : standing(total.apply(row), sorted.get(group.apply(row))))
                .toList();
    }

    private static Standing standing(Integer total, int[] sorted) {
        if (total == null) {
            return UNRANKED;
        }
        int index = Arrays.binarySearch(sorted, total);
        while (index > 0 && sorted[index - 1] == total) {
            index--;
        }
        return new Standing(index + 1, gap(total - sorted[0]));
    }

    static String gap(int hundredths) {
        if (hundredths == 0) {
            return "0.00";
        }
        int rest = hundredths % 100;
        return "+" + hundredths / 100 + (rest < 10 ? ".0" : ".") + rest;
    }
}
