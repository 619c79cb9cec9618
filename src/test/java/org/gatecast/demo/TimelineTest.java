package org.gatecast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final Instant RECORDED = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant PLAYED = Instant.parse("2031-05-01T18:30:00Z");

    @Test
    void atItsOwnPaceARoundKeepsEveryInterval() {
        Timeline timeline = new Timeline(RECORDED, PLAYED, 1);

        assertThat(timeline.due(Duration.ofMillis(5_561))).isEqualTo(Duration.ofMillis(5_561));
        assertThat(timeline.moment(RECORDED.plusMillis(5_561))).isEqualTo(PLAYED.plusMillis(5_561));
    }

    @Test
    void aRiderWhoStartedBeforeTheRecordingStartedBeforeTheRound() {
        assertThat(new Timeline(RECORDED, PLAYED, 2).moment(RECORDED.minusSeconds(10)))
                .isEqualTo(PLAYED.minusSeconds(5));
    }

    @Test
    void aCallMovesItsClocksAndNothingElse() {
        JsonObject recorded = new JsonObject(
                """
                {"oncourse": [
                    {"bib": 9, "dtStart": "2026-11-20T10:00:07.123Z", "dtFinish": null, "gates": [0, null, 50]},
                    {"bib": 10, "dtStart": "2026-11-20T10:00:01.000Z", "dtFinish": "2026-11-20T10:01:01.500Z"}]}""");

        assertThat(new Timeline(RECORDED, PLAYED, 1).call(recorded))
                .isEqualTo(
                        new JsonObject(
                                """
                {"oncourse": [
                    {"bib": 9, "dtStart": "2031-05-01T18:30:07.123Z", "dtFinish": null, "gates": [0, null, 50]},
                    {"bib": 10, "dtStart": "2031-05-01T18:30:01Z", "dtFinish": "2031-05-01T18:31:01.500Z"}]}"""));
        assertThat(recorded.encode()).contains("2026-11-20T10:00:07.123Z");
    }
}
