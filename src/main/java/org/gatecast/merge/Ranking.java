package org.gatecast.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Competition ranking: equal scores share a rank and the next is skipped (1, 1, 3). Hundredths of a second. */
final class Ranking {
    private static final Standing UNRANKED = new Standing(null, null);

    private final Map<RankingScore, Standing> standings = new HashMap<>();

    private Ranking(List<RankingScore> scores) {
        List<RankingScore> sorted = scores.stream().sorted().toList();
        for (int i = 0; i < sorted.size(); i++) {
            int behind = sorted.get(i).total() - sorted.get(0).total();
            standings.putIfAbsent(sorted.get(i), new Standing(i + 1, gap(behind)));
        }
    }

    /**
     * A row's rank and gap.
     *
     * @param rank from 1, {@code null} if unranked
     * @param behind {@code "0.00"} for the leader and rows with the same total, {@code "+1.23"} for others,
     *     {@code null} if unranked
     */
    record Standing(Integer rank, String behind) {}

    /** The standing of each row among all rows, in their order; a row whose score is {@code null} is unranked. */
    static <T> List<Standing> of(List<T> rows, Function<T, RankingScore> score) {
        return within(rows, row -> "", score);
    }

    /** The standing of each row within its group, in the rows' order; rows without a group are unranked. */
    static <T> List<Standing> within(List<T> rows, Function<T, String> group, Function<T, RankingScore> score) {
        Map<String, List<RankingScore>> scores = new HashMap<>();
        for (T row : rows) {
            if (group.apply(row) != null && score.apply(row) != null) {
                scores.computeIfAbsent(group.apply(row), g -> new ArrayList<>()).add(score.apply(row));
            }
        }
        Map<String, Ranking> rankings = new HashMap<>();
        scores.forEach((g, all) -> rankings.put(g, new Ranking(all)));
        return rows.stream()
                .map(row -> {
                    Ranking ranking = rankings.get(group.apply(row));
                    return ranking == null ? UNRANKED : ranking.standings.getOrDefault(score.apply(row), UNRANKED);
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
