package org.gatecast.booth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gatecast.model.EventStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AutomaticStatusTest {
    @ParameterizedTest
    @CsvSource({
        // status, is there an export, status of two races, riders on course, wanted
        "draft,     false, 3, 3, true,  ",
        "draft,     true,  0, 0, false, startlist",
        "startlist, true,  0, 1, false, ",
        "startlist, true,  3, 1, false, running",
        "startlist, true,  0, 0, true,  running",
        "startlist, true,  5, 5, false, ",
        "running,   true,  3, 4, false, ",
        "running,   true,  5, 1, false, ",
        "running,   true,  5, 12, false, ",
        "running,   true,  5, 4, true,  ",
        "running,   true,  4, 5, false, finished",
        "running,   true,  6, 7, false, finished",
        "finished,  true,  5, 3, false, running",
        "finished,  true,  5, 5, false, ",
        "official,  true,  3, 3, true,  ",
    })
    void theStateFollowsTheRaces(
            String status, boolean exported, String first, String second, boolean riders, String wanted) {
        List<String> transitions =
                EventStatus.of(status).next().stream().map(EventStatus::json).toList();

        assertThat(AutomaticStatus.wanted(status, transitions, exported, Map.of("A", first, "B", second), riders)
                        .orElse(null))
                .isEqualTo(wanted);
    }

    @ParameterizedTest
    @CsvSource({"running", "finished", "startlist"})
    void withoutAScheduleNothingIsConcluded(String status) {
        assertThat(AutomaticStatus.wanted(status, List.of("finished", "running", "draft"), true, Map.of(), false))
                .isEmpty();
    }
}
