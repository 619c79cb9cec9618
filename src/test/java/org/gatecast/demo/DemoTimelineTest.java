package org.gatecast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class DemoTimelineTest {
    private static final LocalTime FROM = LocalTime.parse("10:00:00");
    private static final Instant PLAYED = Instant.parse("2031-05-01T18:30:00Z");

    @Test
    void atItsOwnPaceARoundKeepsEveryInterval() {
        DemoTimeline timeline = new DemoTimeline(FROM, PLAYED, 1);

        assertThat(timeline.due(FROM.plus(Duration.ofMillis(5_561)))).isEqualTo(Duration.ofMillis(5_561));
        assertThat(timeline.moment(FROM.plus(Duration.ofMillis(5_561)))).isEqualTo(PLAYED.plusMillis(5_561));
    }

    @Test
    void aParticipantWhoStartedBeforeTheRoundHasAnEarlierStart() {
        assertThat(new DemoTimeline(FROM, PLAYED, 2).moment(FROM.minusSeconds(10)))
                .isEqualTo(PLAYED.minusSeconds(5));
    }

    @Test
    void aCallMovesItsClocksAndNothingElse() {
        JsonObject call = new JsonObject(
                """
                {"oncourse": [
                    {"bib": 9, "dtStart": "10:00:07.123", "dtFinish": null, "gates": [0, null, 50]},
                    {"bib": 10, "dtStart": "10:00:01", "dtFinish": "10:01:01.500"}]}""");

        assertThat(new DemoTimeline(FROM, PLAYED, 1).call(call))
                .isEqualTo(
                        new JsonObject(
                                """
                {"oncourse": [
                    {"bib": 9, "dtStart": "2031-05-01T18:30:07.123Z", "dtFinish": null, "gates": [0, null, 50]},
                    {"bib": 10, "dtStart": "2031-05-01T18:30:01Z", "dtFinish": "2031-05-01T18:31:01.500Z"}]}"""));
        assertThat(call.encode()).contains("10:00:07.123");
    }
}
