package org.gatecast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.gatecast.demo.ExportText.Block;
import org.gatecast.testing.Recording;
import org.junit.jupiter.api.Test;

class RaceDayTest {
    private static final LocalDate TODAY = LocalDate.of(2031, 2, 28);
    private static final LocalTime EVENING = LocalTime.parse("20:00");

    private final RaceDay day = RaceDay.load();
    private final ExportText real = ExportText.parse(Recording.xml());

    @Test
    void theRacesOfTheDayAreMovedToTodayAndKeepTheirTimesOfDayAndOffsets() {
        ExportText moved = export(DemoReplay.FROM);

        assertThat(moved.all("Schedule").map(race -> race.get("StartTime")))
                .hasSize(22)
                .containsExactlyElementsOf(real.all("Schedule")
                        .filter(race -> race.written("StartTime").startsWith("2024-04-07"))
                        .map(race -> race.get("StartTime").replace("2024-04-07", "2031-02-28"))
                        .toList());
        Block event = moved.all("Events").findFirst().orElseThrow();
        assertThat(event.get("StartDate")).isEqualTo("2031-02-28T08:30:37+01:00");
        assertThat(event.get("EndDate")).isEqualTo("2031-02-28T08:30:37+01:00");
    }

    @Test
    void theExportsImagesAreLeftOut() {
        assertThat(real.all("Events").findFirst().orElseThrow().text()).contains("<ReportImageLeft>");
        assertThat(export(DemoReplay.FROM)
                        .all("Events")
                        .findFirst()
                        .orElseThrow()
                        .text())
                .doesNotContain("ReportImage")
                .contains("<Location>Veltrusy</Location>");
    }

    @Test
    void nothingElseIsTouched() {
        List<String> changing = List.of("Events", "Schedule", "Results");

        assertThat(export(DemoReplay.FROM).records().stream().filter(block -> !changing.contains(block.name())))
                .containsExactlyElementsOf(real.records().stream()
                        .filter(block -> !changing.contains(block.name()))
                        .toList());
    }

    @Test
    void theRaceUnderWayIsTheOnlyOneThatRunsAndHasMostOfItsResults() {
        ExportText then = export(DemoReplay.FROM);

        Map<String, Set<String>> racesByStatus = then.all("Schedule")
                .collect(Collectors.groupingBy(
                        race -> race.get("RaceStatus"),
                        Collectors.mapping(race -> race.get("RaceId"), Collectors.toSet())));
        assertThat(racesByStatus.get("3")).containsExactly("K1M_HO_BR2_7");
        assertThat(racesByStatus.get("1"))
                .containsExactlyInAnyOrder(
                        "C1W_HO_BR2_7",
                        "C1M_HO_BR1_7",
                        "C1M_HO_BR2_7",
                        "K1W_HO_BR1_7",
                        "K1W_HO_BR2_7",
                        "C2W_HO_BR1_7",
                        "C2W_HO_BR2_7");
        assertThat(results(then, "K1M_HO_BR2_7", row -> row.get("Time") != null))
                .isEqualTo(51);
        assertThat(results(then, "C1W_HO_BR2_7", row -> row.get("Time") != null))
                .isZero();
        assertThat(results(then, "C1W_HO_BR2_7", row -> row.get("Bib") != null)).isEqualTo(12);
    }

    @Test
    void whatWasNotKnownYetIsNowhereInARow() {
        ExportText then = export(DemoReplay.FROM);

        assertThat(then.all("Results").filter(row -> row.get("dtFinish") != null))
                .hasSizeGreaterThan(400)
                .allSatisfy(
                        row -> assertThat(LocalTime.parse(row.get("dtFinish"))).isBeforeOrEqualTo(DemoReplay.FROM));
        assertThat(then.all("Results").filter(row -> row.get("dtFinish") == null && row.get("Status") == null))
                .allSatisfy(row -> assertThat(row.text()).doesNotContain("Total", "Rnk", "Gates", "Prev"));
    }

    @Test
    void theEveningsExportIsTheRealOneOfTheDay() {
        Set<String> races = day.races();

        assertThat(export(EVENING).all("Results"))
                .containsExactlyElementsOf(real.all("Results")
                        .filter(row -> races.contains(row.get("RaceId")))
                        .toList());
    }

    @Test
    void standingsAreTheTimingProgramsOwn() {
        for (String raceId : day.races()) {
            String rank = raceId.contains("_BR2_") ? "TotalRnk" : "Rnk";
            ClassStanding classStanding = day.standing(raceId, EVENING);

            real.all("Results").filter(row -> row.get("RaceId").equals(raceId)).forEach(row -> assertThat(
                            classStanding.rank(row.get("Id")))
                    .as("%s, bib %s", raceId, row.get("Bib"))
                    .isEqualTo(row.get(rank) == null ? null : Integer.valueOf(row.get(rank))));
        }
    }

    private ExportText export(LocalTime now) {
        return ExportText.parse(day.exportAt(now, TODAY));
    }

    private static long results(ExportText export, String raceId, Predicate<Block> condition) {
        return export.all("Results")
                .filter(row -> row.get("RaceId").equals(raceId) && condition.test(row))
                .count();
    }
}
