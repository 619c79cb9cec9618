package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatecast.broadcast.MessageSizes;
import org.gatecast.ingest.ExportParser;
import org.gatecast.ingest.ResultsBody;
import org.gatecast.ingest.XmlLimits;
import org.gatecast.model.ClassId;
import org.gatecast.model.Export;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.testing.Recording;
import org.junit.jupiter.api.Test;

/**
 * The size of messages to spectators, in bytes of JSON before compression. {@code specs/merge.md} has the figures; the
 * limits here are a little higher.
 */
class DiffSizeTest {
    private static final Export RECORDED =
            new ExportParser(XmlLimits.DEFAULT).parse(RecordingReader.XML.getBytes(StandardCharsets.UTF_8));
    private static final ParticipantId LAST = new ParticipantId("90435.K1M_ST");

    @Test
    void theDiffsOfTheRecordedCallsAreAFractionOfTheTablesTheyChange() throws IOException {
        MergeHarness harness = new MergeHarness(MergeStrategy.TCP).imports(RECORDED, 0);
        List<Integer> expected = new ArrayList<>();
        List<Integer> whole = new ArrayList<>();
        for (Recording.Call call : RecordingReader.CALLS) {
            harness.receives(
                    1,
                    ResultsBody.parse(new ObjectMapper().writeValueAsBytes(call.body()))
                            .rows());
            assertThat(harness.changes().structure()).isFalse();
            expected.add(harness.changes().rows().entrySet().stream()
                    .mapToInt(rows -> MessageSizes.diff(harness.snapshot(), rows.getKey(), rows.getValue()))
                    .sum());
            String race = call.body().get("results").get(0).get("raceId").asText();
            whole.add(IntStream.of(1, 2)
                    .mapToObj(run -> race.replaceFirst("BR[12]", "BR" + run))
                    .mapToInt(
                            either -> MessageSizes.diff(harness.snapshot(), new RaceId(either), harness.table(either)))
                    .sum());
        }
        report("the recording's 8 calls, diffs", expected);
        report("the recording's 8 calls, whole tables", whole);
        assertThat(sum(expected)).isLessThan(sum(whole) / 3);
        assertThat(median(expected)).isLessThan(median(whole) / 10);
        assertThat(sum(whole)).isBetween(550_000, 700_000);
    }

    /** SC-003. The starters are the recording's first hundred of its largest class, who have two runs. */
    @Test
    void theDiffOfAResultInTheLastPlaceIsAtMostAFifthOfFull() {
        MergeHarness harness = new MergeHarness(MergeStrategy.TCP).imports(hundredStarters(), 0);
        RaceId race = new RaceId("K1M_ST_BR1_6");
        harness.receives(1, TestReports.whole(race.value(), LAST.value(), 80_000, 200));

        assertThat(harness.changes().rows())
                .allSatisfy((id, rows) -> assertThat(rows).hasSize(1));
        int diff = MessageSizes.diff(
                harness.snapshot(), race, harness.changes().rows().get(race));
        int full = MessageSizes.full(harness.snapshot());
        int fullWithTable = MessageSizes.full(harness.snapshot(), race);
        System.out.printf(
                "one result going last of 100: diff %d, full %d, full with the race's table %d%n",
                diff, full, fullWithTable);
        assertThat(diff).isLessThan(full / 5).isLessThan(fullWithTable / 50);
    }

    /** The recording's first runs, but one. */
    private static Export hundredStarters() {
        ClassId classId = new ClassId("K1M_ST");
        List<Participant> starters = RECORDED.participants().stream()
                .filter(person -> person.classId().equals(classId))
                .limit(100)
                .toList();
        Set<ParticipantId> ids =
                starters.stream().map(Participant::participantId).collect(Collectors.toSet());
        return new Export(
                RECORDED.details(),
                RECORDED.classes(),
                starters,
                RECORDED.courses(),
                RECORDED.races(),
                RECORDED.results().stream()
                        .filter(row -> ids.contains(row.participantId()))
                        .map(row -> row.participantId().equals(LAST)
                                        || row.raceId().value().contains("BR2")
                                ? withoutResult(row)
                                : row)
                        .toList(),
                List.of(),
                List.of(),
                null,
                0,
                List.of());
    }

    private static Result withoutResult(Result row) {
        return Result.ofExport(
                row.raceId(), row.participantId(), row.bib(), row.startOrder(), row.startTime(), row.heatNr(), null);
    }

    private static void report(String what, List<Integer> bytes) {
        System.out.printf(
                "%s: %d bytes in all, median %d, worst %d %s%n",
                what,
                sum(bytes),
                median(bytes),
                bytes.stream().max(Integer::compare).orElseThrow(),
                bytes);
    }

    private static int sum(List<Integer> bytes) {
        return bytes.stream().mapToInt(Integer::intValue).sum();
    }

    private static int median(List<Integer> bytes) {
        List<Integer> sorted = bytes.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }
}
