package org.gatecast.bench.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.gatecast.testing.ExportXml;

/** Bodies: as each call wants them, and spoilt. Texts of bytes, each a character. */
final class BodyMaker {
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
    String body(Dice dice, Operations.Operation operation, String newId) {
        if (operation.path().endsWith("/xml")) {
            return dice.oneIn(4) ? spoiltExport(dice) : export;
        }
        String body = json(dice, operation, newId);
        return dice.oneIn(3) ? spoilt(dice, body) : body;
    }

    private String json(Dice dice, Operations.Operation operation, String newId) {
        return switch (operation.path()) {
            case "/api/v1/admin/events" ->
                "{\"eventId\":\"" + newId + "\",\"mainTitle\":\"Fuzz\""
                        + dice.of(
                                "",
                                ",\"startDate\":\"2026-11-20\"",
                                ",\"startDate\":\"never\"",
                                ",\"imageData\":\"AAAA\"",
                                ",\"imageData\":\"data:image/png;base64,iVBORw0KGgo=\"")
                        + "}";
            case "/api/v1/admin/events/{eventId}" ->
                dice.of(
                        "{\"mainTitle\":\"Fuzz " + dice.below(100) + "\"}",
                        "{\"location\":null}",
                        "{\"imageData\":null}",
                        "{\"startDate\":\"2026-11-20\",\"endDate\":\"2026-11-30\"}",
                        "{}",
                        "{\"unknown\":1}");
            case "/api/v1/admin/events/{eventId}/status" ->
                "{\"status\":\""
                        + dice.of("draft", "startlist", "running", "finished", "official", "running", "unknown")
                        + "\"}";
            case "/api/v1/admin/events/{eventId}/config" ->
                dice.of(
                        "{\"mergeStrategy\":\"" + dice.of("tcp", "xml", "latest", "none") + "\"}",
                        "{\"displayMode\":\"" + dice.of("simple", "detailed") + "\"}",
                        "{\"showOnCourse\":" + dice.of("true", "false", "1") + "}",
                        "{\"activeRaceId\":\"K1M_BR1\"}",
                        "{}");
            case "/api/v1/admin/events/{eventId}/key" -> dice.of("{}", "{\"graceHours\":1}", "{\"graceHours\":-1}", "");
            case "/api/v1/ingest/results" -> "{\"results\":[" + rows(dice, this::result) + "]}";
            case "/api/v1/ingest/oncourse" -> "{\"oncourse\":[" + rows(dice, this::rider) + "]}";
            default -> dice.oneIn(20) ? "{}" : "";
        };
    }

    private interface Row {
        String row(Dice dice);
    }

    private static String rows(Dice dice, Row row) {
        StringBuilder rows = new StringBuilder();
        for (int i = dice.below(4); i > 0; i--) {
            rows.append(rows.length() == 0 ? "" : ",").append(row.row(dice));
        }
        return rows.toString();
    }

    private String result(Dice dice) {
        int time = 8_000 + dice.below(3_000);
        int pen = dice.of(0, 0, 200, 5000, -1);
        return "{\"raceId\":\"" + dice.of("K1M_BR1", "K1M_BR2", "NONE", "") + "\",\"bib\":"
                + dice.of("1", "2", "3", "\"2\"", "99", "null") + dice.of("", ",\"participantId\":\"2.K1M\"")
                + ",\"time\":" + dice.of("" + time, "null", "-1", "\"x\"", "1e400") + ",\"pen\":" + pen
                + dice.of("", ",\"total\":" + (time + pen)) + dice.of("", ",\"status\":\"DNF\"", ",\"status\":\"*\"")
                + dice.of("", ",\"rnk\":1", ",\"gates\":[{\"gate\":1,\"pen\":2}]", ",\"gates\":7") + "}";
    }

    private String rider(Dice dice) {
        return "{\"participantId\":\"" + dice.of("1.K1M", "2.K1M", "none") + "\",\"raceId\":\""
                + dice.of("K1M_BR1", "NONE")
                + "\",\"bib\":" + dice.below(4) + dice.of("", ",\"time\":" + dice.below(9_000))
                + dice.of("", ",\"gates\":[0,2,50,null]", ",\"gates\":\"0,2\"", ",\"gates\":{}")
                + dice.of("", ",\"position\":1", ",\"dtStart\":\"2026-11-21T10:00:00Z\"") + "}";
    }

    private String spoiltExport(Dice dice) {
        return switch (dice.below(4)) {
            case 0 -> export.substring(0, dice.below(export.length()));
            case 1 -> dice.noise(dice.below(500));
            case 2 -> "<a>".repeat(dice.below(2_000));
            default -> dice.spoil(export, XML_PIECES);
        };
    }

    private static String spoilt(Dice dice, String body) {
        return switch (dice.below(6)) {
            case 0 -> body.substring(0, dice.below(body.length() + 1));
            case 1 -> "[".repeat(dice.below(3_000)) + body;
            case 2 -> dice.noise(dice.below(300));
            case 3 -> new String(body.getBytes(StandardCharsets.UTF_16), StandardCharsets.ISO_8859_1);
            default -> dice.spoil(body, JSON_PIECES);
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
