package org.gatecast.merge;

import static org.gatecast.merge.TestReports.whole;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.gatecast.model.EventState;
import org.gatecast.model.Export;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate;

/**
 * What one change costs in a large event, warm, in the thread's own CPU time: state, picture and change set, without
 * disk and network. Run with
 * {@code mvn -B test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=org.gatecast.merge.MergeBenchmark}.
 */
final class MergeBenchmark {
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
    private static final int WARM_UP = 300;
    private static final int ROUNDS = 300;
    private static final StreamSilence NEVER_SPOKE = new StreamSilence(Map.of(), MergeHarness.QUIET);

    private MergeBenchmark() {}

    public static void main(String[] args) {
        for (int starters : new int[] {100, 1000, 5000}) {
            measure("one race of " + starters, event(starters, starters, "QUA"), "0_QUA", 1);
            measure("best of two runs of " + starters, event(starters, starters, "BR1", "BR2"), "0_BR2", 1);
        }
        measure("5000 in 50 classes, best of two", event(5000, 100, "BR1", "BR2"), "0_BR2", 1);
        measure("the same, a table of 100 rows", event(5000, 100, "BR1", "BR2"), "0_BR2", 100);
        imports("5000 in 50 classes, best of two", event(5000, 100, "BR1", "BR2"));
        imports("5000 in one race", event(5000, 5000, "QUA"));
    }

    /** Riders in classes of equal size, all of them home in every race but the last. */
    private static ExportScript event(int riders, int perClass, String... races) {
        ExportScript script = new ExportScript().course("NNRNNSRNNRNNNRNNRNN");
        for (int i = 0; i < riders; i++) {
            String classId = Integer.toString(i / perClass);
            script.raceClass(classId).rider("p" + i, i + 1, i % 3 == 0 ? "B" : "A", classId);
            for (String disId : races) {
                String race = classId + "_" + disId;
                script.race(race, disId, classId)
                        .result(race, "p" + i, i % perClass + 1, TestReports.time(9000 + i * 7919 % 4001, i % 5 * 200));
            }
        }
        return script;
    }

    private static void measure(String what, ExportScript script, String race, int rowsPerCall) {
        MergeHarness harness = MergeHarness.after(script);
        EventState[] state = {harness.state()};
        EventTables[] tables = {EventTables.of(harness.state())};
        List<ParticipantId> riders =
                List.copyOf(state[0].resultsOf(new RaceId(race)).keySet());
        time(what + ", a call of " + rowsPerCall, i -> {
            List<ResultUpdate> call = riders.subList(0, rowsPerCall).stream()
                    .map(rider -> whole(
                                    race,
                                    rider.value(),
                                    rider.equals(riders.get(0)) ? 10_000 + i * 31 % 997 : 11_000,
                                    0)
                            .update())
                    .toList();
            EventState next = StreamMerge.apply(
                            state[0], call, MergeHarness.second(i), StreamSources.since(Instant.EPOCH), false)
                    .state();
            EventTables after = tables[0].next(StateDiff.between(state[0], next));
            if (ChangeDetection.between(tables[0].snapshot(), after.snapshot()).isEmpty() || next.equals(state[0])) {
                throw new IllegalStateException("nothing changed");
            }
            state[0] = next;
            tables[0] = after;
        });
    }

    private static void imports(String what, ExportScript script) {
        MergeHarness harness = MergeHarness.after(script);
        EventState[] state = {harness.state()};
        EventTables[] tables = {EventTables.of(harness.state())};
        RaceId race = List.copyOf(state[0].races().keySet()).get(0);
        String rider = state[0].resultsOf(race).keySet().iterator().next().value();
        Export same = script.export();
        time(what + ", an export that says nothing new", i -> {
            if (!ExportMerge.apply(state[0], same, MergeHarness.second(i), MergeStrategy.TCP, NEVER_SPOKE)
                    .equals(state[0])) {
                throw new IllegalStateException("something changed");
            }
        });
        Export[] exports = {
            script.result(race.value(), rider, 1, TestReports.time(12_001, 0)).export(),
            script.result(race.value(), rider, 1, TestReports.time(12_002, 0)).export()
        };
        time(what + ", an export with one new result", i -> {
            EventState next =
                    ExportMerge.apply(state[0], exports[i % 2], MergeHarness.second(i), MergeStrategy.TCP, NEVER_SPOKE);
            EventTables after = tables[0].next(StateDiff.between(state[0], next));
            if (ChangeDetection.between(tables[0].snapshot(), after.snapshot()).isEmpty()) {
                throw new IllegalStateException("nothing changed");
            }
            state[0] = next;
            tables[0] = after;
        });
    }

    private static void time(String what, IntConsumer round) {
        long[] nanos = new long[ROUNDS];
        for (int i = 0; i < WARM_UP + ROUNDS; i++) {
            long start = THREAD.getCurrentThreadCpuTime();
            round.accept(i);
            if (i >= WARM_UP) {
                nanos[i - WARM_UP] = THREAD.getCurrentThreadCpuTime() - start;
            }
        }
        Arrays.sort(nanos);
        System.out.printf(
                "%-60s median %7.3f ms, 95 %% %7.3f ms%n",
                what, nanos[ROUNDS / 2] / 1e6, nanos[ROUNDS * 95 / 100] / 1e6);
    }
}
