package org.gatecast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private static final Pattern TIMESTAMP = Pattern.compile("\\d{4}-\\d{2}-\\d{2}T[^<]*");

    private final Recording recording = Recording.load();

    @Test
    void theExportIsDatedToOneDayAndKeepsItsTimesOfDay() {
        String dated = recording.exportOf(LocalDate.of(2031, 2, 28));

        assertThat(timestamps(dated))
                .hasSize(2 + 12)
                .containsExactlyElementsOf(timestamps(recording.export()).stream()
                        .map(then -> "2031-02-28" + then.substring(then.indexOf('T')))
                        .toList());
        assertThat(TIMESTAMP.matcher(dated).replaceAll(""))
                .isEqualTo(TIMESTAMP.matcher(recording.export()).replaceAll(""));
    }

    @Test
    void itBeganWhenTheRunningClocksInItSay() {
        assertThat(recording.began()).isEqualTo(Instant.parse("2026-11-20T10:34:10.361Z"));
    }

    @Test
    void takingBackNamesEveryRowOfTheTablesOnceAndKnowsNothingOfIt() {
        List<Map<String, Object>> rows = recording.takenBack().getJsonArray("results").stream()
                .map(row -> ((JsonObject) row).getMap())
                .toList();

        assertThat(rows)
                .filteredOn(row -> row.get("raceId").equals("K1M_ST_BR2_6"))
                .hasSize(103);
        assertThat(rows).doesNotHaveDuplicates().allSatisfy(row -> assertThat(row)
                .containsKeys("time", "pen", "total", "status", "rnk")
                .allSatisfy((name, value) -> {
                    if (List.of("raceId", "participantId", "bib").contains(name)) {
                        assertThat(value).isNotNull();
                    } else {
                        assertThat(value).isNull();
                    }
                }));
    }

    private static List<String> timestamps(String xml) {
        return TIMESTAMP.matcher(xml).results().map(MatchResult::group).toList();
    }
}
