package org.gatecast.ingest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An export as Canoe123 writes it, one element a line, taken to pieces so that they can be put together otherwise.
 *
 * @param head what stands before the first element under the root
 * @param tail the root's end
 */
record ExportPieces(String head, List<Element> elements, String tail) {
    /** Of the images that nobody looks at. */
    private static final int SHORTENED_IMAGE = 400;

    private static final Set<String> SKIPPED_IMAGES = Set.of("ReportImageRight", "ReportImageFooter");

    /** {@code Results}, {@code Schedule} and so on. */
    record Element(String name, List<Field> fields) {
        String text(String field) {
            return fields.stream()
                    .filter(f -> f.name().equals(field))
                    .map(Field::text)
                    .findFirst()
                    .orElse("");
        }
    }

    /**
     * A child of an element.
     *
     * @param tag the name, and perhaps attributes: {@code Gates xml:space="preserve"}
     * @param text as it is written, so with entities; of a category, its own children
     */
    record Field(String tag, String text) {
        String name() {
            int blank = tag.indexOf(' ');
            return blank < 0 ? tag : tag.substring(0, blank);
        }

        Field saying(String other) {
            return new Field(tag, other);
        }
    }

    static ExportPieces of(String export) {
        List<Element> elements = new ArrayList<>();
        int start = export.indexOf("\n  <") + 1;
        int at = start;
        while (export.startsWith("  <", at)) {
            int nameEnd = export.indexOf('>', at);
            String name = export.substring(at + 3, nameEnd);
            int end = export.indexOf("  </" + name + ">\n", nameEnd);
            elements.add(new Element(name, fields(export.substring(nameEnd + 2, end))));
            at = export.indexOf('\n', end) + 1;
        }
        return new ExportPieces(export.substring(0, start), elements, export.substring(at));
    }

    private static List<Field> fields(String text) {
        List<Field> fields = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int nameEnd = text.indexOf('>', at);
            String tag = text.substring(text.indexOf('<', at) + 1, nameEnd);
            int end = nameEnd;
            if (tag.endsWith("/")) {
                fields.add(new Field(tag.substring(0, tag.length() - 1).strip(), ""));
            } else {
                Field field = new Field(tag, "");
                end = text.indexOf("</" + field.name() + ">", nameEnd);
                fields.add(field.saying(text.substring(nameEnd + 1, end)));
            }
            at = text.indexOf('\n', end) + 1;
        }
        return fields;
    }

    /**
     * Every kind of element, and of the many the few that belong together: so many riders of each class with all their
     * results, three classes' gate statistics, and of the images the one that is read.
     */
    ExportPieces excerpt(int ridersOfEachClass) {
        Map<String, Integer> riders = new HashMap<>();
        Set<String> ids = new HashSet<>();
        List<Element> kept = new ArrayList<>();
        for (Element element : elements) {
            boolean keep =
                    switch (element.name) {
                        case "Participants" ->
                            riders.merge(element.text("ClassId"), 1, Integer::sum) <= ridersOfEachClass
                                    && ids.add(element.text("Id"));
                        case "Results" -> ids.contains(element.text("Id"));
                        case "GateStatistics" -> riders.merge("statistics", 1, Integer::sum) <= 3;
                        default -> true;
                    };
            if (keep) {
                kept.add(new Element(
                        element.name,
                        element.fields.stream().map(ExportPieces::shortened).toList()));
            }
        }
        return new ExportPieces(head, kept, tail);
    }

    private static Field shortened(Field field) {
        return SKIPPED_IMAGES.contains(field.name()) ? field.saying(field.text.substring(0, SHORTENED_IMAGE)) : field;
    }

    String written() {
        StringBuilder text = new StringBuilder(head);
        for (Element element : elements) {
            text.append("  <").append(element.name).append(">\n");
            for (Field field : element.fields) {
                text.append("    <").append(field.tag);
                if (field.text.isEmpty()) {
                    text.append(" />\n");
                } else {
                    text.append('>')
                            .append(field.text)
                            .append("</")
                            .append(field.name())
                            .append(">\n");
                }
            }
            text.append("  </").append(element.name).append(">\n");
        }
        return text.append(tail).toString();
    }
}
