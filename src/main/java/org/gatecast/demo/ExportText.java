package org.gatecast.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An export's text as Canoe123 writes it, one element per line, split into its records.
 *
 * @param head the text before the first record
 * @param tail the text after the last record
 */
record ExportText(String head, List<Block> records, String tail) {
    private static final Pattern FIRST = Pattern.compile("^  <\\w+>\n", Pattern.MULTILINE);

    /**
     * One record.
     *
     * @param name {@code Results}, {@code Schedule} and so on
     */
    record Block(String name, String text) {
        private static final Map<String, String> ENTITIES =
                Map.of("&lt;", "<", "&gt;", ">", "&quot;", "\"", "&apos;", "'", "&amp;", "&");
        private static final Pattern ENTITY = Pattern.compile("&\\w+;");

        /** A field's text, {@code null} if it is blank or missing. */
        String get(String field) {
            int start = text.indexOf("<" + field + ">");
            if (start < 0) {
                return null;
            }
            String value = raw(field, start).strip();
            return value.isEmpty() ? null : ENTITY.matcher(value).replaceAll(entity -> ENTITIES.get(entity.group()));
        }

        /** A field's text unchanged, with blanks; empty if there is no such field. */
        String written(String field) {
            int start = text.indexOf("<" + field + ">");
            return start < 0 ? "" : raw(field, start);
        }

        private String raw(String field, int start) {
            return text.substring(start + field.length() + 2, text.indexOf("</" + field + ">", start));
        }

        /** This record with another value in an existing field; the value must need no entities. */
        Block with(String field, String value) {
            int start = text.indexOf("<" + field + ">") + field.length() + 2;
            int end = text.indexOf("</" + field + ">", start);
            return new Block(name, text.substring(0, start) + value + text.substring(end));
        }

        /** This record with only these fields. */
        Block only(List<String> fields) {
            return lines(line -> line.startsWith("  <")
                    || fields.stream().anyMatch(field -> line.startsWith("    <" + field + ">")));
        }

        /** This record without the fields whose names have this prefix. */
        Block without(String prefix) {
            return lines(line -> !line.startsWith("    <" + prefix));
        }

        private Block lines(Predicate<String> kept) {
            return new Block(
                    name, text.lines().filter(kept).map(line -> line + "\n").collect(Collectors.joining()));
        }
    }

    static ExportText parse(String export) {
        Matcher first = FIRST.matcher(export);
        if (!first.find()) {
            throw new IllegalArgumentException("an export without records");
        }
        List<Block> records = new ArrayList<>();
        int start = first.start();
        while (export.startsWith("  <", start)) {
            String name = export.substring(start + 3, export.indexOf('>', start));
            String last = "\n  </" + name + ">\n";
            int end = export.indexOf(last, start) + last.length();
            records.add(new Block(name, export.substring(start, end)));
            start = end;
        }
        return new ExportText(export.substring(0, first.start()), List.copyOf(records), export.substring(start));
    }

    Stream<Block> all(String name) {
        return records.stream().filter(block -> block.name().equals(name));
    }

    /** The export with changed records; a record for which {@code change} returns {@code null} is left out. */
    String written(UnaryOperator<Block> change) {
        StringBuilder text = new StringBuilder(head);
        for (Block block : records) {
            Block changed = change.apply(block);
            if (changed != null) {
                text.append(changed.text());
            }
        }
        return text.append(tail).toString();
    }
}
