package org.gatecast.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class RaceStatusTest {
    private static final Instant NOON = Instant.parse("2026-06-20T12:00:00Z");

    private final RaceStatus exported = RaceStatus.ofExport(null).withExport(3, NOON);

    @Test
    void withOneSourceItsWordCounts() {
        assertThat(exported.shown()).isEqualTo(3);
        assertThat(RaceStatus.ofExport(null).shown()).isNull();
        assertThat(RaceStatus.ofExport(null).withStream(4, NOON).shown()).isEqualTo(4);
    }

    @Test
    void theLaterWordCountsAndTheStreamsIfBothAreOfTheSameTime() {
        assertThat(exported.withStream(4, NOON.plusSeconds(1)).shown()).isEqualTo(4);
        assertThat(exported.withStream(4, NOON).shown()).isEqualTo(4);
        assertThat(exported.withStream(4, NOON.minusSeconds(1)).shown()).isEqualTo(3);
    }

    @Test
    void anExportThatIsOlderThanTheStreamsWordDoesNotSetItBack() {
        RaceStatus finished = exported.withStream(4, NOON.plusSeconds(10));

        assertThat(finished.withExport(1, NOON.plusSeconds(9)).shown()).isEqualTo(4);
        assertThat(finished.withExport(5, NOON.plusSeconds(11)).shown()).isEqualTo(5);
    }

    @Test
    void whatASourceSaidBeforeIsNoNews() {
        RaceStatus finished = exported.withStream(4, NOON.plusSeconds(10));
        RaceStatus official = finished.withExport(5, NOON.plusSeconds(20));

        assertThat(finished.withExport(3, NOON.plusSeconds(60))).isSameAs(finished);
        assertThat(official.withStream(4, NOON.plusSeconds(60))).isSameAs(official);
    }

    @Test
    void ofAnExportFromBeforeItsTimeWasKeptTheStreamsWordCounts() {
        assertThat(RaceStatus.ofExport(5).withStream(4, NOON).shown()).isEqualTo(4);
    }

    @Test
    void anExportWithoutAStatusTakesNothingAway() {
        assertThat(exported.withStream(4, NOON)
                        .withExport(null, NOON.plusSeconds(1))
                        .shown())
                .isEqualTo(4);
    }

    @Test
    void itIsOfficialAsOfTheFirstSourceThatSaysSo() {
        RaceStatus streamed = exported.withStream(5, NOON.plusSeconds(10));

        assertThat(exported.officialAt()).isNull();
        assertThat(streamed.officialAt()).isEqualTo(NOON.plusSeconds(10));
        assertThat(streamed.withExport(5, NOON.plusSeconds(20)).officialAt()).isEqualTo(NOON.plusSeconds(10));
        assertThat(streamed.withExport(4, NOON.plusSeconds(20)).officialAt()).isNull();
        assertThat(streamed.withExport(6, NOON.plusSeconds(20)).officialAt()).isEqualTo(NOON.plusSeconds(20));
    }

    @Test
    void ofAnExportFromBeforeItsTimeWasKeptTheOfficialTimeIsNotKnown() {
        assertThat(RaceStatus.ofExport(5).officialAt()).isNull();
        assertThat(RaceStatus.ofExport(5).withStream(5, NOON).officialAt()).isEqualTo(NOON);
    }
}
