package org.gatecast.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.gatecast.bus.OnCourseReport;
import org.gatecast.model.EventId;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.TelevisionClock;
import org.gatecast.store.EventVersion;
import org.junit.jupiter.api.Test;

class RiderMessagesTest {
    private static final EventId EVENT = new EventId("E-1");

    @Test
    void everyFieldArrivesAndOneThatIsMissingStaysSo() {
        OnCourseEntry all = new OnCourseEntry(
                new RaceId("R\"\\"),
                new ParticipantId("P\0"),
                7,
                "PRSKAVEC Jiří",
                "USK",
                1,
                Arrays.asList(0, null, 50),
                "10:00:00.000",
                "10:01:30.000",
                9_000,
                52,
                9_052,
                3,
                "+1.20",
                "SOMEBODY Else",
                TelevisionClock.EVEN);
        OnCourseEntry none = new OnCourseEntry(
                new RaceId("R"),
                new ParticipantId("P"),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        OnCourseReport report = new OnCourseReport(EVENT, "gen", List.of(all, none), false);
        List<String> messages = RiderMessages.of("node", report);
        assertThat(messages).hasSize(1);
        assertThat(RiderMessages.parse(messages.get(0), "another")).contains(report);
        assertThat(RiderMessages.parse(messages.get(0), "node")).as("one's own").isEmpty();
    }

    @Test
    void whatALaterVersionAddsIsIgnored() {
        OnCourseReport report = RiderMessages.parse(
                        """
                        {"node": "later", "more": {"a": [1]}, "generation": "gen", "event": "EVENT", "riders": [
                            {"race": "R", "participant": "P", "bib": 7, "more": [{}], "time": 9000}]}""",
                        "node")
                .orElseThrow();
        assertThat(report.generation()).isEqualTo("gen");
        assertThat(report.entries()).hasSize(1);
        assertThat(report.entries().get(0).bib()).isEqualTo(7);
        assertThat(report.entries().get(0).time()).isEqualTo(9_000);
        assertThat(DoorbellMessage.parse("later gen 5 EVENT more and more"))
                .isEqualTo(new DoorbellMessage("later", new EventId("EVENT"), new EventVersion("gen", 5)));
    }

    @Test
    void manyRidersAreSplitAndNoPartIsTooLong() {
        List<OnCourseEntry> riders = IntStream.range(0, 400)
                .mapToObj(bib -> rider(bib, "ř".repeat(bib)))
                .toList();
        List<String> messages = RiderMessages.of("node", new OnCourseReport(EVENT, "gen", riders, false));
        assertThat(messages).allSatisfy(message -> assertThat(message.getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(8_000));
        List<OnCourseEntry> arrived = new ArrayList<>();
        messages.forEach(message -> arrived.addAll(
                RiderMessages.parse(message, "another").orElseThrow().entries()));
        assertThat(arrived).isEqualTo(riders);
    }

    @Test
    void aRiderThatFitsIntoNoMessageIsLeftOut() {
        OnCourseReport report = new OnCourseReport(
                EVENT, "gen", List.of(rider(1, "a"), rider(2, "b".repeat(8_000)), rider(3, "c")), false);
        assertThat(RiderMessages.of("node", report)).singleElement().satisfies(message -> assertThat(
                        RiderMessages.parse(message, "another").orElseThrow().entries())
                .extracting(OnCourseEntry::bib)
                .containsExactly(1, 3));
        assertThat(RiderMessages.of("node", new OnCourseReport(EVENT, "gen", List.of(), false)))
                .isEmpty();
    }

    @Test
    void theWordOfThePrimarySourceArrivesWithAndWithoutRiders() {
        for (List<OnCourseEntry> riders : List.of(List.of(rider(1, "a")), List.<OnCourseEntry>of())) {
            OnCourseReport report = new OnCourseReport(EVENT, "gen", riders, true);

            assertThat(RiderMessages.of("node", report)).singleElement().satisfies(message -> assertThat(
                            RiderMessages.parse(message, "another"))
                    .contains(report));
        }
    }

    private static OnCourseEntry rider(int bib, String name) {
        return new OnCourseEntry(
                new RaceId("R"),
                new ParticipantId("P" + bib),
                bib,
                name,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
