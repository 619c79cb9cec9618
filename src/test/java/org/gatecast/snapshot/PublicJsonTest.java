package org.gatecast.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatecast.model.ClassId;
import org.gatecast.model.Course;
import org.gatecast.model.DisplayMode;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventStatus;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.testing.SampleMeta;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The course of the recorded race's first day among them: 24 gates and eight split marks. */
    @ParameterizedTest
    @CsvSource({
        "NNRNSNRNSRNNSNRNSNRNSRNSNRNSNRNS, 'N,N,R,N,N,R,N,R,N,N,N,R,N,N,R,N,R,N,N,R,N,N,R,N'",
        "nSr, 'N,R'",
        "N?RN, 'N,null,R,N'",
        "S, 'null'",
        "'', 'null'"
    })
    void aRaceHasItsCourseWithoutSplitMarks(String described, String expected) throws IOException {
        JsonNode gates = races("SR", new Course(1, described)).at("/0/gates");

        assertThat(gates.isNull() ? "null" : String.join(",", texts(gates))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"TSR, team-run", "SR, single-run", "BR2, best-run-2", "XER, cross-extra", "NEW, unknown"})
    void aRaceHasItsType(String disId, String expected) throws IOException {
        assertThat(races(disId, new Course(1, "N")).at("/0/raceType").asText()).isEqualTo(expected);
    }

    @Test
    void anEventHasOnlyTheSettingsThatItsOrganiserChose() throws IOException {
        EventConfig chosen = new EventConfig(new RaceId("K1M_SR"), DisplayMode.SIMPLE, false, MergeStrategy.LATEST, 20);

        assertThat(event(chosen).at("/activeRaceId").asText()).isEqualTo("K1M_SR");
        assertThat(event(chosen).at("/displayMode").asText()).isEqualTo("simple");
        assertThat(event(chosen).at("/showOnCourse").isBoolean()).isTrue();
        assertThat(event(chosen).at("/showOnCourse").asBoolean()).isFalse();
        assertThat(event(chosen).has("mergeStrategy")).isFalse();
        assertThat(event(EventConfig.NONE).fieldNames())
                .toIterable()
                .doesNotContain("activeRaceId", "displayMode", "showOnCourse");
    }

    private static JsonNode event(EventConfig config) throws IOException {
        return parsed(json -> PublicJson.event(json, meta(config)));
    }

    private static JsonNode races(String disId, Course course) throws IOException {
        Race race = Race.ofExport(new RaceId("K1M_SR"), new ClassId("K1M"), disId, 1, null, null, 1, 3, null);
        RaceTable table = new RaceTable(race, List.of(), List.of(), course.gates());
        EventSnapshot snapshot = new EventSnapshot(
                meta(EventConfig.NONE),
                List.of(),
                List.of(race),
                List.of(),
                Map.of(race.raceId(), table),
                Map.of(),
                List.of(),
                List.of());
        return parsed(json -> PublicJson.races(json, snapshot));
    }

    private static JsonNode parsed(PublicJson.Part part) throws IOException {
        PublicJson.Document document = PublicJson.document(part);
        return JSON.readTree(document.array(), 0, document.length());
    }

    private static List<String> texts(JsonNode array) {
        return Stream.iterate(0, i -> i < array.size(), i -> i + 1)
                .map(i -> array.get(i).asText())
                .toList();
    }

    private static EventMeta meta(EventConfig config) {
        return SampleMeta.of("TEST", SampleMeta.GENERATION, "Title", EventStatus.RUNNING, config, 1);
    }
}
