package org.gatecast.merge;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The result rows of an export as they stand, read without our parser: what Canoe123 itself says of every rider. */
final class Canoe123Rows {
    private static final int GATE_COLUMN = 3;

    private final List<Row> rows = new ArrayList<>();

    /**
     * @param fields by the names of Canoe123, without those that are blank; text as it stands
     */
    record Row(Map<String, String> fields) {
        String race() {
            return fields.get("RaceId");
        }

        int bib() {
            return Integer.parseInt(fields.get("Bib").strip());
        }

        boolean isSecondRun() {
            return race().contains("_BR2_");
        }

        boolean has(String field) {
            return fields.containsKey(field);
        }

        String text(String field) {
            return has(field) ? fields.get(field).strip() : null;
        }

        Integer number(String field) {
            return has(field) ? Integer.valueOf(text(field)) : null;
        }

        /** Milliseconds as hundredths of a second. */
        Integer hundredths(String field) {
            return has(field) ? Integer.valueOf(number(field) / 10) : null;
        }

        /** Whole seconds as hundredths. */
        Integer penalty(String field) {
            return has(field) ? Integer.valueOf(number(field) * 100) : null;
        }

        /** Seconds gate by gate up to the last that was passed, {@code null} for one that was not. */
        List<Integer> gates() {
            List<Integer> gates = new ArrayList<>();
            String columns = has("Gates") ? fields.get("Gates").stripTrailing() : "";
            for (int at = 0; at < columns.length(); at += GATE_COLUMN) {
                String column = columns.substring(at, at + GATE_COLUMN).strip();
                gates.add(column.isEmpty() ? null : Integer.valueOf(column));
            }
            return gates;
        }
    }

    Canoe123Rows(String xml) {
        try {
            NodeList elements = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))
                    .getDocumentElement()
                    .getElementsByTagName("Results");
            for (int i = 0; i < elements.getLength(); i++) {
                rows.add(new Row(fields(elements.item(i))));
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(Node result) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Node child = result.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element field && !field.getTextContent().isBlank()) {
                fields.put(field.getTagName(), field.getTextContent());
            }
        }
        return fields;
    }

    List<Row> all() {
        return rows;
    }
}
