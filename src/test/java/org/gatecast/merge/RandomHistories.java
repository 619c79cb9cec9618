package org.gatecast.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Gates;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.ResultReport;
import org.gatecast.model.ResultUpdate;

/**
 * Random histories with few participants, bibs, races and times, so that values collide: races change their type,
 * participants change class, rows are added and removed, second runs have the first run's total.
 */
final class RandomHistories {
    private static final List<String> CLASSES = List.of("K1M", "C1M");
    private static final List<String> RACES = List.of("K1M_BR1", "K1M_BR2", "Q", "X");
    private static final List<String> KINDS = List.of("BR1", "BR2", "QUA", "X4");
    private static final List<String> RIDERS = List.of("p1", "p2", "p3", "p4", "p5");
    private static final List<Integer> TIMES = Arrays.asList(9000, 9001, 9100, 9127, 8000);
    private static final List<Integer> PENALTIES = Arrays.asList(0, 0, 200, null);
    private static final List<String> STATUSES = Arrays.asList(null, null, null, null, "DNS", "DSQ", "dnf", "*");
    private static final List<Gates> GATES =
            Arrays.asList(null, null, new Gates(Arrays.asList(0, 2)), new Gates(Arrays.asList(2, 0, null, 50)));

    static final int SECONDS_BETWEEN = 20;

    private final Random random;

    private RandomHistories(Random random) {
        this.random = random;
    }

    /** A first export, and a few steps from there. */
    static Arbitrary<List<MergeStep>> any() {
        Arbitrary<RandomHistories> worlds = Arbitraries.longs()
                .withDistribution(RandomDistribution.uniform())
                .map(seed -> new RandomHistories(new Random(seed)));
        Arbitrary<MergeStep> first = worlds.map(RandomHistories::begin);
        Arbitrary<MergeStep> then = worlds.map(RandomHistories::goOn);
        return Combinators.combine(first, then.list().ofMinSize(1).ofMaxSize(8)).as((begin, steps) -> {
            steps.add(0, begin);
            return steps;
        });
    }

    /** Runs a history, and checks the event after each step that changed it. */
    static void play(List<MergeStep> story, MergeStrategy strategy, Consumer<MergeHarness> look) {
        MergeHarness harness = new MergeHarness(strategy);
        for (int i = 0; i < story.size(); i++) {
            story.get(i).happensTo(harness, i * SECONDS_BETWEEN);
            if (!(story.get(i) instanceof MergeStep.Use)) {
                look.accept(harness);
            }
        }
    }

    /** An export in which anything may be odd. */
    private MergeStep begin() {
        return new MergeStep.Import(export(1).export(), 0);
    }

    /** Anything, calls of the stream most of all. */
    private MergeStep goOn() {
        return switch (random.nextInt(10)) {
            case 0, 1 -> new MergeStep.Import(export(4).export(), pick(List.of(0, 5, 25)));
            case 2 -> new MergeStep.Become(pick(List.of(EventStatus.RUNNING, EventStatus.FINISHED)));
            case 3 -> new MergeStep.Use(pick(List.of(MergeStrategy.values())));
            default -> new MergeStep.Call(call());
        };
    }

    /**
     * @param rarity the higher, the more it is like every other export but for its results
     */
    private ExportScript export(int rarity) {
        ExportScript script = new ExportScript().raceClass("C1M").course(one(8 * rarity) ? "NRSN" : "NNRN");
        for (int i = 0; i < RACES.size(); i++) {
            boolean odd = one(8 * rarity);
            String kind = odd ? pick(List.of("BR1", "BR2", "QUA", "X4", "XF")) : KINDS.get(i);
            script.race(RACES.get(i), kind, odd ? pick(CLASSES) : "K1M");
        }
        for (int i = 0; i < RIDERS.size(); i++) {
            boolean odd = one(8 * rarity);
            Integer bib = odd ? pick(Arrays.asList(1, 2, null)) : Integer.valueOf(i + 1);
            String category = odd ? pick(Arrays.asList("A", "B", null)) : i % 2 == 0 ? "A" : "B";
            script.rider(RIDERS.get(i), bib, category, odd ? pick(CLASSES) : "K1M");
        }
        for (String race : RACES) {
            for (int i = 0; i < RIDERS.size(); i++) {
                if (!one(4)) {
                    row(script, race, i);
                }
            }
        }
        RACES.stream().filter(race -> one(8 * rarity)).forEach(script::withoutRace);
        RIDERS.stream().filter(rider -> one(8 * rarity)).forEach(script::withoutRider);
        return script;
    }

    private void row(ExportScript script, String race, int rider) {
        Integer bib = one(8) ? pick(Arrays.asList(1, 2, null)) : Integer.valueOf(rider + 1);
        Integer heat = race.equals("X") ? pick(Arrays.asList(1, 2, null)) : null;
        script.row(race, RIDERS.get(rider), bib, heat, report());
    }

    /** As the parser makes them: a time has a total. */
    private ResultReport report() {
        if (one(2)) {
            return null;
        }
        Integer time = one(4) ? null : pick(TIMES);
        Integer pen = pick(PENALTIES);
        Integer total =
                time == null ? pick(Arrays.asList(null, 9127)) : Integer.valueOf(time + (pen == null ? 0 : pen));
        return new ResultReport(
                time, pen, total, pick(STATUSES), pick(Arrays.asList(null, 1, 2)), pick(GATES), null, null, null);
    }

    private List<ResultUpdate> call() {
        List<ResultUpdate> rows = new ArrayList<>();
        int size = 1 + random.nextInt(4);
        while (rows.size() < size) {
            rows.add(row());
        }
        return rows;
    }

    private ResultUpdate row() {
        String race = one(20) ? "unknown" : pick(RACES);
        TestReports.Row row = one(4)
                ? TestReports.bib(race, pick(List.of(1, 2, 3, 4)))
                : TestReports.row(race, one(20) ? "unknown" : pick(RIDERS)).bib(pick(Arrays.asList(null, 1, 2, 7)));
        if (!one(4)) {
            row.time(one(5) ? null : pick(TIMES));
        }
        if (!one(3)) {
            row.pen(pick(PENALTIES));
        }
        if (one(2)) {
            row.total(pick(Arrays.asList(null, 9000, 9127, 9129, 9200)));
        }
        if (one(2)) {
            row.status(pick(STATUSES));
        }
        if (one(2)) {
            row.rank(pick(Arrays.asList(null, 1, 2)));
        }
        if (one(4)) {
            row.gates(pick(GATES));
        }
        return row.update();
    }

    private boolean one(int inSoMany) {
        return random.nextInt(inSoMany) == 0;
    }

    private <T> T pick(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
