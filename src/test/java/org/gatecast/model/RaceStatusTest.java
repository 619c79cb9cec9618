package org.gatecast.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @Test
    void whatTheOrganiserDeclaredCountsOverBothSources() {
        RaceStatus both = exported.withStream(3, NOON.plusSeconds(5));

        RaceStatus provisional = both.declaredProvisional(at(30), at(10));
        assertThat(provisional.shown()).isEqualTo(4);
        assertThat(provisional.timed()).isEqualTo(3);
        assertThat(provisional.protestUntil(null)).isEqualTo(at(30));
        RaceStatus official = provisional.declaredOfficial(at(40));
        assertThat(official.shown()).isEqualTo(5);
        assertThat(official.officialAt()).isEqualTo(at(40));
        assertThat(official.protestUntil(20)).isNull();
        assertThat(official.withdrawn()).isEqualTo(both);
        assertThat(both.withdrawn()).isSameAs(both);
    }

    /** Whichever source it is: the timing system says {@code said}, the organiser declares, the timing system goes on. */
    @ParameterizedTest
    @CsvSource({
        "3, 4, '4', 4, true",
        "3, 4, '5', 5, false",
        "3, 4, '3', 4, true",
        "3, 4, '7', 7, false",
        "3, 5, '4', 5, true",
        "3, 5, '4 5', 5, true",
        "3, 5, '4 5 6', 6, false",
        "3, 5, '1', 1, false",
        "4, 5, '6', 6, false",
        "4, 5, '3', 3, false",
        "4, 5, '3 4', 4, false",
        "4, 5, '3 5', 5, false",
        "5, 4, '6', 6, false",
        ", 5, '4', 5, true",
        ", 4, '1 3', 4, true"
    })
    void aTimingSystemThatOnlyCatchesUpUndoesNothing(
            Integer said, int declared, String later, int shown, boolean stillDeclared) {
        for (boolean streamed : new boolean[] {false, true}) {
            RaceStatus status = said(RaceStatus.ofExport(null), said, at(0), streamed);
            status = declared == 4 ? status.declaredProvisional(at(30), at(10)) : status.declaredOfficial(at(10));
            long minute = 11;
            for (String number : later.split(" ", -1)) {
                status = said(status, Integer.valueOf(number), at(minute++), streamed);
            }
            assertThat(status.shown()).isEqualTo(shown);
            assertThat(status.isDeclared()).isEqualTo(stillDeclared);
            if (stillDeclared) {
                assertThat(declared == 4 ? status.protestUntil(5) : status.officialAt())
                        .isEqualTo(declared == 4 ? at(30) : at(10));
            }
        }
    }

    private static RaceStatus said(RaceStatus before, Integer number, Instant when, boolean streamed) {
        return streamed ? before.withStream(number, when) : before.withExport(number, when);
    }

    @Test
    void whatTheTimingSystemSaidBeforeTheDeclarationDoesNotUndoIt() {
        RaceStatus official = exported.declaredOfficial(at(10));

        assertThat(official.withExport(6, at(9)).shown()).isEqualTo(5);
        assertThat(official.withExport(6, at(10)).shown()).isEqualTo(5);
        assertThat(official.withExport(6, at(11)).shown()).isEqualTo(6);
        assertThat(RaceStatus.ofExport(6).declaredProvisional(null, at(10)).shown())
                .isEqualTo(4);
    }

    /** A node of the version before has written the timing system's word, and left the declaration alone. */
    @Test
    void aDeclarationThatAnOlderVersionLeftDoesNotCount() {
        DeclaredStatus declared = new DeclaredStatus(4, at(10), at(30), 3);

        assertThat(new RaceStatus(5, at(20), 3, at(0), declared).shown()).isEqualTo(5);
        assertThat(new RaceStatus(5, at(20), 3, at(0), declared).officialAt()).isEqualTo(at(20));
    }

    @Test
    void resultsThatAreOfficialAreNotDeclaredAgain() {
        RaceStatus official = exported.withExport(5, at(10));

        assertThat(official.declaredOfficial(at(20))).isSameAs(official);
        assertThat(RaceStatus.ofExport(5).declaredOfficial(at(20)).officialAt()).isEqualTo(at(20));
        RaceStatus reopened = official.declaredProvisional(null, at(20));
        assertThat(reopened.officialAt()).isNull();
        assertThat(reopened.declaredOfficial(at(30)).officialAt()).isEqualTo(at(30));
    }

    @Test
    void theProtestTimeFollowsFromWhenTheResultsBecameProvisional() {
        RaceStatus provisional = exported.withStream(4, at(10).plusMillis(1));

        assertThat(provisional.protestUntil(null)).isNull();
        assertThat(provisional.protestUntil(20)).isEqualTo(at(31));
        assertThat(provisional.withExport(4, at(5)).protestUntil(20)).isEqualTo(at(25));
        assertThat(provisional.withExport(5, at(15)).protestUntil(20)).isNull();
        assertThat(exported.protestUntil(20)).isNull();
        assertThat(RaceStatus.ofExport(4).protestUntil(20)).isNull();
        assertThat(exported.declaredProvisional(null, at(10)).protestUntil(20)).isEqualTo(at(30));
        assertThat(exported.declaredProvisional(at(12), at(10)).protestUntil(20))
                .isEqualTo(at(12));
    }

    private static Instant at(long minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }
}
