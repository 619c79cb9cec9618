package org.gatecast.specs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.gatecast.model.RaceType;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code specs/canoe123.md} against the code, and against what a real race said. */
class Canoe123TablesTest {
    private static final Pattern STATUS_WORD = Pattern.compile("\"raceStatus\\.(\\d+)\": \"([^\"]+)\"");

    private final Canoe123Tables tables;

    Canoe123TablesTest() throws IOException {
        tables = Canoe123Tables.read();
    }

    @Test
    void everyDisIdIsTheRaceTypeThatTheTableSays() {
        Map<String, String> listed = new LinkedHashMap<>();
        for (List<String> row : tables.under("DisId")) {
            RaceType type = RaceType.ofDisId(row.get(0));
            listed.put(row.get(0), row.get(1));
            assertThat(row.get(2))
                    .isEqualTo(
                            type.isRankedByTimingSystem()
                                    ? "Canoe123"
                                    : type.isBestRun() ? "the better run, ours" : "the total, ours");
        }
        Map<String, String> known = listed.keySet().stream()
                .collect(Collectors.toMap(
                        disId -> disId, disId -> RaceType.ofDisId(disId).json()));
        assertThat(listed).isEqualTo(known).hasSize(RaceType.values().length - 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"spectator", "admin"})
    void everyRaceStatusIsSaidAsTheTableSays(String page) throws IOException {
        Map<String, String> listed =
                tables.under("RaceStatus").stream().collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));
        String words = Files.readString(Path.of("src/main/web", page, "translations.en.json"));
        assertThat(STATUS_WORD.matcher(words).results().collect(Collectors.toMap(m -> m.group(1), m -> m.group(2))))
                .isEqualTo(listed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"results", "oncourse"})
    void everyFieldThatThePusherSendsIsListed(String call) {
        TreeSet<String> sent = new TreeSet<>();
        for (Recording.Call recorded : Recording.calls()) {
            if (recorded.path().endsWith(call)) {
                for (JsonNode row : recorded.body().get(call)) {
                    row.fieldNames().forEachRemaining(sent::add);
                }
            }
        }
        assertThat(tables.byName(call).isEmpty()).isFalse();
        TreeSet<String> listed = new TreeSet<>();
        tables.under(call).forEach(row -> listed.addAll(Canoe123Tables.names(row.get(0))));
        assertThat(listed).isEqualTo(sent);
    }

    @Test
    void everyAttributeOfTheRecordedStreamIsListed() throws IOException, XMLStreamException {
        Map<String, Set<String>> listed = new TreeMap<>();
        for (List<String> row : tables.under("The stream")) {
            listed.computeIfAbsent(Canoe123Tables.names(row.get(0)).get(0), first -> new TreeSet<>())
                    .addAll(Canoe123Tables.names(row.get(1)));
        }
        Map<String, Set<String>> received = received();
        // Elements that only hold others.
        received.values().removeIf(Set::isEmpty);
        listed.values().removeIf(Set::isEmpty);
        assertThat(listed).isEqualTo(received);
    }

    /** Attributes by element, which is named by its path below the message's root. */
    private static Map<String, Set<String>> received() throws IOException, XMLStreamException {
        Map<String, Set<String>> received = new TreeMap<>();
        for (String line : stream()) {
            String data = ApiClient.parse(line).get("data").asText();
            XMLStreamReader xml = XMLInputFactory.newInstance()
                    .createXMLStreamReader(new StringReader(data.substring(0, data.lastIndexOf('>') + 1)));
            Deque<String> path = new ArrayDeque<>();
            while (xml.hasNext()) {
                int event = xml.next();
                if (event == XMLStreamReader.START_ELEMENT) {
                    path.addLast(xml.getLocalName());
                    String name = path.size() == 1
                            ? xml.getLocalName()
                            : path.stream().skip(1).collect(Collectors.joining("/"));
                    Set<String> attributes = received.computeIfAbsent(name, first -> new TreeSet<>());
                    for (int i = 0; i < xml.getAttributeCount(); i++) {
                        attributes.add(xml.getAttributeLocalName(i));
                    }
                } else if (event == XMLStreamReader.END_ELEMENT) {
                    path.removeLast();
                }
            }
        }
        return received;
    }

    private static List<String> stream() throws IOException {
        try (InputStream in = Canoe123TablesTest.class.getResourceAsStream("/race/canoe123.jsonl")) {
            return Arrays.asList(new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}
