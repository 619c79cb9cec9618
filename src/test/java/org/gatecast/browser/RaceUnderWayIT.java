package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.Recording;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Which race an event's page opens at. Races are written {@code id=day time status}: day 1 is the sixth of April, times are
 * the venue's, two hours ahead of UTC.
 */
class RaceUnderWayIT {
    private static final Pattern RACE = Pattern.compile("(\\w+)=([12]) (\\d\\d:\\d\\d) ([^ ,]+)");
    private static final Pattern SCHEDULED = Pattern.compile("<Schedule>(.*?)</Schedule>", Pattern.DOTALL);
    private static final String RUNNING = "a=1 09:00 5, b=1 10:00 3, c=1 11:00 1, d=2 09:00 1";

    @RegisterExtension
    static final Browser browser = new Browser();

    private static ModuleServer modules;

    private BrowserPage page;

    @BeforeAll
    static void theModulesAreServed() {
        modules = new ModuleServer();
    }

    @AfterAll
    static void theModulesGo() {
        modules.close();
    }

    @BeforeEach
    void aPageOfNothing() {
        page = browser.page(modules.port()).go("/");
    }

    @Test
    void theOrganisersChoiceComesFirstAndOneThatIsNotThereDoesNotCount() {
        assertThat(underWay(state(RUNNING, "c", "a"), "b", "2024-04-06T08:30:00Z"))
                .isEqualTo("c");
        assertThat(underWay(state(RUNNING, "gone", "a"), null, "2024-04-06T08:30:00Z"))
                .isEqualTo("a");
    }

    @Test
    void ridersOnCourseTellWhatRunsWhateverTheNumbersSay() {
        assertThat(underWay(state(RUNNING, null, "c"), null, "2024-04-06T08:30:00Z"))
                .isEqualTo("c");
        assertThat(underWay(state(RUNNING, null, "c", "b"), null, "2024-04-06T08:30:00Z"))
                .isEqualTo("c");
    }

    @Test
    void thePageStaysWhileTheLastRidersOfItsRaceMeetTheFirstOfTheNext() {
        assertThat(underWay(state(RUNNING, null, "c", "b"), "b", "2024-04-06T08:30:00Z"))
                .isEqualTo("b");
        assertThat(underWay(state(RUNNING, null, "c"), "b", "2024-04-06T08:30:00Z"))
                .isEqualTo("c");
    }

    @Test
    void anEmptyCourseIsNoReasonToLeaveARaceThatAnotherOneIsNotUnderWayInsteadOf() {
        String leftOpen = "a=1 09:00 1, b=1 10:00 3";
        assertThat(underWay(state(leftOpen, null), "a", "2024-04-06T08:30:00Z")).isEqualTo("a");
        String over = "a=1 09:00 5, b=1 10:00 1";
        assertThat(underWay(state(over, null), "a", "2024-04-06T08:30:00Z")).isEqualTo("a");
        assertThat(underWay(state("a=1 09:00 5, b=1 10:00 3", null), "a", "2024-04-06T08:30:00Z"))
                .isEqualTo("b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the one that runs                 | a=1 09:00 5, b=1 10:00 3, c=1 11:00 1            | 2024-04-06T08:30:00Z | b",
                "of two, the one that began last   | a=1 09:00 3, b=1 10:00 3, c=1 11:00 3            | 2024-04-06T08:30:00Z | b",
                "left open yesterday, next today   | a=1 09:00 3, b=1 10:00 5, c=2 09:00 1, d=2 10:00 1 | 2024-04-07T05:00:00Z | c",
                "by the venue's day, not UTC's     | a=1 09:00 5, b=2 09:00 1                         | 2024-04-06T22:30:00Z | b",
                "next, after the last that began   | a=1 09:00 1, b=1 10:00 4, c=1 11:00 0, d=1 12:00 2 | 2024-04-06T08:30:00Z | c",
                "cancelled and postponed ones not  | a=1 09:00 5, b=1 10:00 7, c=1 11:00 13, d=1 12:00 1 | 2024-04-06T08:30:00Z | d",
                "nothing to come, the last         | a=1 09:00 5, b=1 10:00 4, d=2 09:00 1            | 2024-04-06T16:00:00Z | b",
                "before the event, its first       | a=1 09:00 1, b=1 10:00 1, c=2 09:00 1            | 2024-03-01T08:00:00Z | a",
                "after it, its last                | a=1 09:00 3, b=1 10:00 5, c=2 09:00 5, d=2 10:00 6 | 2024-05-01T08:00:00Z | d",
                "numbers nobody knows              | a=1 09:00 99, b=1 10:00 null                     | 2024-05-01T08:00:00Z | b"
            })
    void withoutRidersTheNumbersAndTheDayTell(String name, String races, String now, String expected) {
        assertThat(underWay(state(races, null), null, now)).as(name).isEqualTo(expected);
    }

    @Test
    void anEventWithoutRacesHasNoneUnderWay() {
        assertThat(underWay(state("", null), null, "2024-04-06T08:30:00Z")).isEqualTo("null");
    }

    /** Three races of the real export's first day are left as running; the second day is over. */
    @Test
    void theRealExportShowsWhatRanOnTheDayItIsLookedAt() {
        ObjectNode real = exported();

        assertThat(underWay(real, null, "2024-04-06T08:36:00Z")).isEqualTo("K1M_ST_BR2_6");
        assertThat(underWay(real, null, "2024-04-06T09:30:00Z")).isEqualTo("C1W_ST_BR2_6");
        assertThat(underWay(real, null, "2024-04-07T15:30:00Z")).isEqualTo("C2W_HO_BR2_7");
        assertThat(underWay(real, null, "2026-11-21T10:00:00Z")).isEqualTo("C2W_HO_BR2_7");
        assertThat(isLeftOpen(real, "K1M_ST_BR2_6", "2024-04-06T08:36:00Z")).isFalse();
        assertThat(isLeftOpen(real, "K1M_ST_BR2_6", "2026-11-21T10:00:00Z")).isTrue();
        assertThat(isLeftOpen(real, "K1M_ST_BR1_6", "2026-11-21T10:00:00Z")).isFalse();
    }

    private String underWay(JsonNode state, String lastOn, String now) {
        return ModuleServer.call(
                        page,
                        "common/underway.js",
                        "raceUnderWay",
                        state,
                        lastOn,
                        Instant.parse(now).toEpochMilli())
                .asText();
    }

    private boolean isLeftOpen(JsonNode state, String raceId, String now) {
        for (JsonNode race : state.get("races")) {
            if (race.get("raceId").asText().equals(raceId)) {
                return ModuleServer.call(
                                page,
                                "common/underway.js",
                                "isLeftOpen",
                                state.get("races"),
                                race,
                                Instant.parse(now).toEpochMilli())
                        .asBoolean();
            }
        }
        throw new AssertionError("there is no race " + raceId);
    }

    /** @param oncourse the races of the riders on course, in their order */
    private static ObjectNode state(String races, String activeRaceId, String... oncourse) {
        ObjectNode state = ApiClient.MAPPER.createObjectNode();
        state.putObject("event").put("activeRaceId", activeRaceId);
        ArrayNode all = state.putArray("races");
        Matcher race = RACE.matcher(races);
        while (race.find()) {
            String start = "2024-04-0" + (5 + Integer.parseInt(race.group(2))) + "T" + race.group(3) + ":00+02:00";
            all.addObject()
                    .put("raceId", race.group(1))
                    .put("startTime", start)
                    .put("raceStatus", race.group(4).equals("null") ? null : Integer.valueOf(race.group(4)));
        }
        ArrayNode riders = state.putArray("oncourse");
        for (String one : oncourse) {
            riders.addObject().put("raceId", one);
        }
        return state;
    }

    private static ObjectNode exported() {
        ObjectNode state = state("", null);
        Matcher row = SCHEDULED.matcher(Recording.xml());
        while (row.find()) {
            if (!row.group(1).contains("unassigned")) {
                ((ArrayNode) state.get("races"))
                        .addObject()
                        .put("raceId", field(row.group(1), "RaceId"))
                        .put("startTime", field(row.group(1), "StartTime"))
                        .put("raceStatus", Integer.valueOf(field(row.group(1), "RaceStatus")));
            }
        }
        return state;
    }

    private static String field(String fields, String name) {
        Matcher field = Pattern.compile("<" + name + ">([^<]*)</" + name + ">").matcher(fields);
        return field.find() ? field.group(1) : "";
    }
}
