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
    String body(RandomChoices randomChoices, ApiOperations.Operation operation, String newId) {
        if (operation.path().endsWith("/xml")) {
            return randomChoices.oneIn(4) ? spoiltExport(randomChoices) : export;
        }
        String body = json(randomChoices, operation, newId);
        return randomChoices.oneIn(3) ? spoilt(randomChoices, body) : body;
    }

    private String json(RandomChoices randomChoices, ApiOperations.Operation operation, String newId) {
        return switch (operation.path()) {
            case "/api/v1/admin/events" ->
                "{\"eventId\":\"" + newId + "\",\"mainTitle\":\"Fuzz\""
                        + randomChoices.of(
                                "",
                                ",\"startDate\":\"2026-11-20\"",
                                ",\"startDate\":\"never\"",
                                ",\"imageData\":\"AAAA\"",
                                ",\"imageData\":\"data:image/png;base64,iVBORw0KGgo=\"")
                        + "}";
            case "/api/v1/admin/events/{eventId}" ->
                randomChoices.of(
                        "{\"mainTitle\":\"Fuzz " + randomChoices.below(100) + "\"}",
                        "{\"location\":null}",
                        "{\"imageData\":null}",
                        "{\"startDate\":\"2026-11-20\",\"endDate\":\"2026-11-30\"}",
                        "{}",
                        "{\"unknown\":1}");
            case "/api/v1/admin/events/{eventId}/status" ->
                "{\"status\":\""
                        + randomChoices.of(
                                "draft", "startlist", "running", "finished", "official", "running", "unknown")
                        + "\"}";
            case "/api/v1/admin/events/{eventId}/config" ->
                randomChoices.of(
                        "{\"mergeStrategy\":\"" + randomChoices.of("tcp", "xml", "latest", "none") + "\"}",
                        "{\"displayMode\":\"" + randomChoices.of("simple", "detailed") + "\"}",
                        "{\"showOnCourse\":" + randomChoices.of("true", "false", "1") + "}",
                        "{\"activeRaceId\":\"K1M_BR1\"}",
                        "{}");
            case "/api/v1/admin/events/{eventId}/key" ->
                randomChoices.of("{}", "{\"graceHours\":1}", "{\"graceHours\":-1}", "");
            case "/api/v1/ingest/results" -> "{\"results\":[" + rows(randomChoices, this::result) + "]}";
            case "/api/v1/ingest/oncourse" -> "{\"oncourse\":[" + rows(randomChoices, this::rider) + "]}";
            default -> randomChoices.oneIn(20) ? "{}" : "";
        };
    }

    private interface Row {
        String row(RandomChoices randomChoices);
    }

    private static String rows(RandomChoices randomChoices, Row row) {
        StringBuilder rows = new StringBuilder();
        for (int i = randomChoices.below(4); i > 0; i--) {
            rows.append(rows.length() == 0 ? "" : ",").append(row.row(randomChoices));
        }
        return rows.toString();
    }

    private String result(RandomChoices randomChoices) {
        int time = 8_000 + randomChoices.below(3_000);
        int pen = randomChoices.of(0, 0, 200, 5000, -1);
        return "{\"raceId\":\"" + randomChoices.of("K1M_BR1", "K1M_BR2", "NONE", "") + "\",\"bib\":"
                + randomChoices.of("1", "2", "3", "\"2\"", "99", "null")
                + randomChoices.of("", ",\"participantId\":\"2.K1M\"")
                + ",\"time\":" + randomChoices.of("" + time, "null", "-1", "\"x\"", "1e400") + ",\"pen\":" + pen
                + randomChoices.of("", ",\"total\":" + (time + pen))
                + randomChoices.of("", ",\"status\":\"DNF\"", ",\"status\":\"*\"")
                + randomChoices.of("", ",\"rnk\":1", ",\"gates\":[{\"gate\":1,\"pen\":2}]", ",\"gates\":7") + "}";
    }

    private String rider(RandomChoices randomChoices) {
        return "{\"participantId\":\"" + randomChoices.of("1.K1M", "2.K1M", "none") + "\",\"raceId\":\""
                + randomChoices.of("K1M_BR1", "NONE")
                + "\",\"bib\":" + randomChoices.below(4)
                + randomChoices.of("", ",\"time\":" + randomChoices.below(9_000))
                + randomChoices.of("", ",\"gates\":[0,2,50,null]", ",\"gates\":\"0,2\"", ",\"gates\":{}")
                + randomChoices.of("", ",\"position\":1", ",\"dtStart\":\"2026-11-21T10:00:00Z\"") + "}";
    }

    private String spoiltExport(RandomChoices randomChoices) {
        return switch (randomChoices.below(4)) {
            case 0 -> export.substring(0, randomChoices.below(export.length()));
            case 1 -> randomChoices.noise(randomChoices.below(500));
            case 2 -> "<a>".repeat(randomChoices.below(2_000));
            default -> randomChoices.spoil(export, XML_PIECES);
        };
    }

    private static String spoilt(RandomChoices randomChoices, String body) {
        return switch (randomChoices.below(6)) {
            case 0 -> body.substring(0, randomChoices.below(body.length() + 1));
            case 1 -> "[".repeat(randomChoices.below(3_000)) + body;
            case 2 -> randomChoices.noise(randomChoices.below(300));
            case 3 -> new String(body.getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1);
            default -> randomChoices.spoil(body, JSON_PIECES);
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
