package org.gatecast.bench.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.gatecast.testing.ExportXml;

/** Bodies for each call, valid and mutated. Each character stands for a byte. */
final class RandomBodies {
    private static final List<String> JSON_PIECES = List.of(
            "\"",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "null",
            "true",
            "-",
            "1e999",
            "99999999999999999999",
            "\\ud800",
            "\\u0000",
            "\\",
            "0.1",
            "\u0000",
            "\u00ef\u00bb\u00bf",
            "\"a\":",
            "[[[[[[[[",
            "\u00c3\u00a9",
            "\u00ff",
            "''",
            "//",
            "NaN");
    private static final List<String> XML_PIECES = List.of(
            "<",
            ">",
            "</",
            "/>",
            "&",
            "&amp;",
            "&#0;",
            "&#xD800;",
            "&a;",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?a?>",
            "<!DOCTYPE a>",
            "<!DOCTYPE a [<!ENTITY b 'c'>]>",
            "<Results>",
            "</Results>",
            "<Time>",
            "<Bib>",
            "<RaceId>",
            " xmlns='a'",
            " xmlns:a='b'",
            "encoding='UTF-16'",
            "\u0000",
            "\u00ff\u00fe",
            "999999999999",
            "-1",
            "<a:b/>");

    private final String export =
            ExportXml.small(LocalDate.now(Clock.systemUTC())).toString();

    /** For a call of this address; an empty one for those that take none. */
    String body(RandomChoices choices, ApiOperations.Operation operation, String newId) {
        if (operation.path().endsWith("/xml")) {
            return choices.oneIn(4) ? spoiltExport(choices) : export;
        }
        String body = json(choices, operation, newId);
        return choices.oneIn(3) ? spoilt(choices, body) : body;
    }

    private String json(RandomChoices choices, ApiOperations.Operation operation, String newId) {
        return switch (operation.path()) {
            case "/api/v1/admin/events" ->
                "{\"eventId\":\"" + newId + "\",\"mainTitle\":\"Fuzz\""
                        + choices.of(
                                "",
                                ",\"startDate\":\"2026-11-20\"",
                                ",\"startDate\":\"never\"",
                                ",\"imageData\":\"AAAA\"",
                                ",\"imageData\":\"data:image/png;base64,iVBORw0KGgo=\"")
                        + "}";
            case "/api/v1/admin/events/{eventId}" ->
                choices.of(
                        "{\"mainTitle\":\"Fuzz " + choices.below(100) + "\"}",
                        "{\"location\":null}",
                        "{\"imageData\":null}",
                        "{\"startDate\":\"2026-11-20\",\"endDate\":\"2026-11-30\"}",
                        "{}",
                        "{\"unknown\":1}");
            case "/api/v1/admin/events/{eventId}/status" ->
                "{\"status\":\""
                        + choices.of("draft", "startlist", "running", "finished", "official", "running", "unknown")
                        + "\"}";
            case "/api/v1/admin/events/{eventId}/config" ->
                choices.of(
                        "{\"mergeStrategy\":\"" + choices.of("tcp", "xml", "latest", "none") + "\"}",
                        "{\"displayMode\":\"" + choices.of("simple", "detailed") + "\"}",
                        "{\"showOnCourse\":" + choices.of("true", "false", "1") + "}",
                        "{\"activeRaceId\":\"K1M_BR1\"}",
                        "{}");
            case "/api/v1/admin/events/{eventId}/key" ->
                choices.of("{}", "{\"graceHours\":1}", "{\"graceHours\":-1}", "");
            case "/api/v1/ingest/results" -> "{\"results\":[" + rows(choices, this::result) + "]}";
            case "/api/v1/ingest/oncourse" -> "{\"oncourse\":[" + rows(choices, this::rider) + "]}";
            default -> choices.oneIn(20) ? "{}" : "";
        };
    }

    private interface Row {
        String row(RandomChoices choices);
    }

    private static String rows(RandomChoices choices, Row row) {
        StringBuilder rows = new StringBuilder();
        for (int i = choices.below(4); i > 0; i--) {
            rows.append(rows.length() == 0 ? "" : ",").append(row.row(choices));
        }
        return rows.toString();
    }

    private String result(RandomChoices choices) {
        int time = 8_000 + choices.below(3_000);
        int pen = choices.of(0, 0, 200, 5000, -1);
        return "{\"raceId\":\"" + choices.of("K1M_BR1", "K1M_BR2", "NONE", "") + "\",\"bib\":"
                + choices.of("1", "2", "3", "\"2\"", "99", "null")
                + choices.of("", ",\"participantId\":\"2.K1M\"")
                + ",\"time\":" + choices.of("" + time, "null", "-1", "\"x\"", "1e400") + ",\"pen\":" + pen
                + choices.of("", ",\"total\":" + (time + pen))
                + choices.of("", ",\"status\":\"DNF\"", ",\"status\":\"*\"")
                + choices.of("", ",\"rnk\":1", ",\"gates\":[{\"gate\":1,\"pen\":2}]", ",\"gates\":7") + "}";
    }

    private String rider(RandomChoices choices) {
        return "{\"participantId\":\"" + choices.of("1.K1M", "2.K1M", "none") + "\",\"raceId\":\""
                + choices.of("K1M_BR1", "NONE")
                + "\",\"bib\":" + choices.below(4)
                + choices.of("", ",\"time\":" + choices.below(9_000))
                + choices.of("", ",\"gates\":[0,2,50,null]", ",\"gates\":\"0,2\"", ",\"gates\":{}")
                + choices.of("", ",\"position\":1", ",\"dtStart\":\"2026-11-21T10:00:00Z\"") + "}";
    }

    private String spoiltExport(RandomChoices choices) {
        return switch (choices.below(4)) {
            case 0 -> export.substring(0, choices.below(export.length()));
            case 1 -> choices.noise(choices.below(500));
            case 2 -> "<a>".repeat(choices.below(2_000));
            default -> choices.spoil(export, XML_PIECES);
        };
    }

    private static String spoilt(RandomChoices choices, String body) {
        return switch (choices.below(6)) {
            case 0 -> body.substring(0, choices.below(body.length() + 1));
            case 1 -> "[".repeat(choices.below(3_000)) + body;
            case 2 -> choices.noise(choices.below(300));
            case 3 -> new String(body.getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1);
            default -> choices.spoil(body, JSON_PIECES);
        };
    }

    /** The export in JSON, as pushers send it. */
    static String inJson(String xml) {
        StringBuilder json = new StringBuilder("{\"xml\":\"");
        for (int i = 0; i < xml.length(); i++) {
            char c = xml.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                default -> json.append(c);
            }
        }
        return json.append("\"}").toString();
    }
}
