package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.gatecast.model.Gates;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;
import org.gatecast.snapshot.ResultRow;
import org.junit.jupiter.api.Test;

/** A primary source and another one report the same race at once; {@code specs/merge.md} has the examples. */
class PrimarySourceTest {
    private static final String FIRST = "K1M_BR1";
    private static final String SECOND = "K1M_BR2";
    private static final List<String> RIDERS = List.of("p1", "p2", "p3", "p4");
    private static final Gates CLEAN = new Gates(Arrays.asList(0, 0));
    private static final RaceId RACE = new RaceId(SECOND);
    private static final ParticipantId RIDER = new ParticipantId("p1");

    private record Call(boolean fromPrimary, List<TestReports.Row> rows, List<String> named) {}

    /** Two races of two runs, four riders. */
    private static MergeHarness race() {
        ExportScript script = new ExportScript().race(FIRST, "BR1").race(SECOND, "BR2");
        for (int i = 0; i < RIDERS.size(); i++) {
            script.rider(RIDERS.get(i)).start(FIRST, RIDERS.get(i), i + 1).start(SECOND, RIDERS.get(i), i + 1);
        }
        return new MergeHarness(MergeStrategy.TCP).imports(script, 0);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theOrderOfTheCallsOfTwoSourcesDoesNotMatter(@ForAll long seed) {
        Random random = new Random(seed);
        List<Call> ofPrimary = calls(true, random);
        List<Call> ofOther = calls(false, random);

        MergeHarness one = play(interleaved(ofPrimary, ofOther, random));
        MergeHarness another = play(interleaved(ofPrimary, ofOther, random));

        for (String race : List.of(FIRST, SECOND)) {
            assertThat(one.table(race)).isEqualTo(another.table(race));
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void fromItsFirstWordOnARowShowsWhatThePrimarySourceSaidLast(@ForAll long seed) {
        Random random = new Random(seed);
        MergeHarness both = race();
        MergeHarness alone = race();
        Set<String> reported = new HashSet<>();
        int second = 10;
        for (Call call : interleaved(calls(true, random), calls(false, random), random)) {
            receive(both, call, second);
            if (call.fromPrimary()) {
                receive(alone, call, second);
                reported.addAll(call.named());
            }
            second++;
            for (String row : reported) {
                assertThat(outcome(both, row)).as(row).isEqualTo(outcome(alone, row));
            }
        }
    }

    @Test
    void theFirstCallOfThePrimarySourceMarksItsRowsAndChangesNoOutcome() {
        MergeHarness harness = race();
        harness.receives(10, TestReports.whole(SECOND, "p1", 9000, 0));
        List<ResultRow> before = harness.table(SECOND);

        harness.receivesFromPrimary(11, TestReports.whole(SECOND, "p1", 9000, 0));

        assertThat(harness.table(SECOND)).isEqualTo(before);
        assertThat(harness.changes().isEmpty()).isTrue();
        Result row = harness.state().resultsOf(RACE).get(RIDER);
        assertThat(row.fromPrimary()).isTrue();
        assertThat(row.streamReport().at()).isEqualTo(MergeHarness.second(10));
    }

    @Test
    void gatesOfThePrimarySourceAreShownAlthoughTheOutcomeIsKnown() {
        MergeHarness harness = race();
        harness.receives(10, TestReports.whole(SECOND, "p1", 9000, 0));

        harness.receivesFromPrimary(11, TestReports.whole(SECOND, "p1", 9000, 0).gates(CLEAN));

        assertThat(harness.row(SECOND, "p1").detail().gates()).isEqualTo(CLEAN);
    }

    @Test
    void anotherSourceThatTakesARowOverDoesNotKeepTheGatesOfAnotherRun() {
        MergeHarness harness = race();
        harness.receivesFromPrimary(10, TestReports.whole(SECOND, "p1", 9000, 0).gates(CLEAN));

        harness.receives(60, TestReports.whole(SECOND, "p1", 8800, 200));

        assertThat(harness.row(SECOND, "p1").detail().gates()).isNull();
        assertThat(harness.state().resultsOf(RACE).get(RIDER).fromPrimary()).isFalse();
    }

    @Test
    void aRaceOfThePrimarySourceIsMentionedByItAlone() {
        MergeHarness harness = race();
        harness.receivesFromPrimary(10, TestReports.whole(SECOND, "p1", 9000, 0));

        assertThat(harness.receives(11, TestReports.whole(SECOND, "p2", 9000, 0))
                        .mentioned())
                .isEmpty();
        assertThat(harness.receives(11, TestReports.whole(FIRST, "p2", 9000, 0)).mentioned())
                .containsExactly(new RaceId(FIRST));
        assertThat(harness.receives(40, TestReports.whole(SECOND, "p2", 9000, 0))
                        .mentioned())
                .containsExactly(RACE);
    }

    @Test
    void aCallThatChangesNothingSaysHowManyRowsItMatched() {
        MergeHarness harness = race();
        harness.receivesFromPrimary(10, TestReports.whole(SECOND, "p1", 9000, 0));

        MergeHarness.AppliedCall call = harness.receives(11, TestReports.whole(SECOND, "p1", 9000, 5400));

        assertThat(call.updated()).isEqualTo(1);
        assertThat(call.changed()).isZero();
    }

    @Test
    void wordsAboutRowsThatAreGoneAreForgotten() {
        Map<RaceId, Map<ParticipantId, ResultReport>> words = Map.of(
                RACE,
                Map.of(RIDER, TestReports.time(9000, 0), new ParticipantId("gone"), TestReports.time(9000, 0)),
                new RaceId("gone"),
                Map.of(RIDER, TestReports.time(9000, 0)));
        StreamSources sources = StreamSources.since(Instant.EPOCH).afterOther(words);

        StreamSources left = sources.retain(race().state());

        assertThat(left.otherWords()).containsOnlyKeys(RACE);
        assertThat(left.otherWords().get(RACE)).containsOnlyKeys(RIDER);
        assertThat(left.retain(race().state())).isSameAs(left);
    }

    private static MergeHarness play(List<Call> calls) {
        MergeHarness harness = race();
        int second = 10;
        for (Call call : calls) {
            receive(harness, call, second++);
        }
        return harness;
    }

    private static void receive(MergeHarness harness, Call call, int second) {
        harness.receives(
                second, call.rows().stream().map(TestReports.Row::update).toList(), call.fromPrimary());
    }

    /** In the order of each, mixed; the primary source is never silent for long. */
    private static List<Call> interleaved(List<Call> ofPrimary, List<Call> ofOther, Random random) {
        List<Call> calls = new ArrayList<>();
        int next = 0;
        int nextOther = 0;
        while (next < ofPrimary.size() || nextOther < ofOther.size()) {
            boolean primary = nextOther == ofOther.size() || (next < ofPrimary.size() && random.nextBoolean());
            calls.add(primary ? ofPrimary.get(next++) : ofOther.get(nextOther++));
        }
        return calls;
    }

    private static List<Call> calls(boolean fromPrimary, Random random) {
        List<Call> calls = new ArrayList<>();
        Map<String, TestReports.Row> said = new HashMap<>();
        int size = 1 + random.nextInt(6);
        for (int i = 0; i < size; i++) {
            List<TestReports.Row> rows = new ArrayList<>();
            List<String> named = new ArrayList<>();
            for (String rider : RIDERS) {
                for (String race : List.of(FIRST, SECOND)) {
                    if (random.nextInt(3) == 0) {
                        String key = race + " " + rider;
                        // A row without a result is no word about a run that was never reported.
                        TestReports.Row row = row(race, rider, said.containsKey(key) && random.nextInt(5) == 0, random);
                        said.put(key, row);
                        rows.add(fromPrimary ? row.gates(random.nextBoolean() ? CLEAN : null) : row);
                        named.add(key);
                    }
                }
            }
            calls.add(new Call(fromPrimary, rows, named));
        }
        return calls;
    }

    private static TestReports.Row row(String race, String rider, boolean withdrawn, Random random) {
        if (withdrawn) {
            return TestReports.whole(race, rider, null, null);
        }
        if (random.nextInt(5) == 0) {
            return TestReports.whole(race, rider, null, random.nextBoolean() ? 0 : null)
                    .status("DNS");
        }
        TestReports.Row row = TestReports.whole(race, rider, 9000 + 100 * random.nextInt(3), 200 * random.nextInt(3));
        return random.nextInt(4) == 0 ? row.status(random.nextBoolean() ? "*" : "DSQ") : row;
    }

    /** What the row of a race and a rider is made of, but for the time since when. */
    private static ResultReport outcome(MergeHarness harness, String row) {
        int space = row.indexOf(' ');
        RaceId race = new RaceId(row.substring(0, space));
        Result result = harness.state().resultsOf(race).get(new ParticipantId(row.substring(space + 1)));
        return result.streamReport() == null ? null : result.streamReport().withTimestamp(null);
    }
}
