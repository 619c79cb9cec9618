package org.gatecast.merge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.gatecast.merge.ReferenceBestRun.Report;
import org.gatecast.merge.ReferenceBestRun.Starter;
import org.gatecast.testing.Recording;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** Reads the recorded race without the service's parsers: the export's elements and the stream's rows, unchanged. */
final class RecordingReader {
    static final String XML = Recording.xml();
    static final List<Recording.Call> CALLS = Recording.tables();

    private final Map<String, Map<String, String>> people = new LinkedHashMap<>();
    private final Map<String, Map<String, Map<String, String>>> export = new LinkedHashMap<>();
    private final Map<String, Map<String, JsonNode>> stream = new LinkedHashMap<>();

    RecordingReader() {
        try {
            Document xml = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(XML.getBytes(StandardCharsets.UTF_8)));
            NodeList elements = xml.getDocumentElement().getChildNodes();
            for (int i = 0; i < elements.getLength(); i++) {
                if (elements.item(i) instanceof Element element) {
                    enter(element.getTagName(), fields(element));
                }
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void enter(String tag, Map<String, String> fields) {
        if (tag.equals("Participants")) {
            people.put(fields.get("Id"), fields);
        } else if (tag.equals("Results")) {
            export.computeIfAbsent(fields.get("RaceId"), race -> new LinkedHashMap<>())
                    .put(fields.get("Id"), fields);
        }
    }

    private static Map<String, String> fields(Element element) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element field && !field.getTextContent().isBlank()) {
                fields.put(field.getTagName(), field.getTextContent().strip());
            }
        }
        return fields;
    }

    /** Applies a call. The pusher always sends a complete table, so its rows replace earlier ones. */
    void receive(JsonNode body) {
        body.get("results")
                .forEach(row -> stream.computeIfAbsent(row.get("raceId").asText(), race -> new LinkedHashMap<>())
                        .put(row.get("participantId").asText(), row));
    }

    /** The id of the participant with a bib in a race. */
    String rider(String race, int bib) {
        return export.get(race).values().stream()
                .filter(row -> row.get("Bib").equals(Integer.toString(bib)))
                .findFirst()
                .orElseThrow()
                .get("Id");
    }

    Set<String> races() {
        return export.keySet();
    }

    /** A race's table as it should be now. */
    List<Map<String, Object>> table(String race) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Map<String, Object> row : ReferenceBestRun.table(starters(race))) {
            Map<String, String> person = people.get((String) row.remove("id"));
            row.put("athleteId", person.get("ICFId"));
            row.put("name", name(person));
            row.put("club", person.get("Club"));
            row.put("noc", person.get("NOC"));
            rows.add(row);
        }
        return rows;
    }

    private static String name(Map<String, String> person) {
        String first = person.get("FamilyName") + " " + person.get("GivenName");
        String second = person.get("FamilyName2");
        return second == null ? first : first + " / " + second + " " + person.get("GivenName2");
    }

    private List<Starter> starters(String race) {
        String first = race.replace("BR2", "BR1");
        String second = race.replace("BR1", "BR2");
        Set<String> riders = new LinkedHashSet<>(export.get(first).keySet());
        riders.addAll(export.get(second).keySet());
        return riders.stream()
                .map(rider -> new Starter(
                        rider,
                        Integer.valueOf(export.get(race).get(rider).get("Bib")),
                        people.get(rider).get("CatId"),
                        streamReport(first, rider),
                        exportReport(first, rider),
                        streamReport(second, rider),
                        exportReport(second, rider)))
                .toList();
    }

    Report streamReport(String race, String rider) {
        JsonNode row = stream.getOrDefault(race, Map.of()).get(rider);
        return row == null
                ? Report.NOTHING
                : new Report(
                        number(row.get("time")),
                        number(row.get("pen")),
                        number(row.get("total")),
                        row.get("status").textValue());
    }

    /** Converts milliseconds and whole seconds to hundredths. */
    Report exportReport(String race, String rider) {
        Map<String, String> row = export.get(race).get(rider);
        String time = row.get("Time");
        String pen = row.get("Pen");
        String total = row.get("Total");
        return new Report(
                time == null ? null : Integer.parseInt(time) / 10,
                pen == null ? null : Integer.parseInt(pen) * 100,
                total == null ? null : Integer.parseInt(total) / 10,
                row.get("Status"));
    }

    private static Integer number(JsonNode value) {
        return value.isNull() ? null : value.asInt();
    }
}
