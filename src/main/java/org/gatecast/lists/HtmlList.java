package org.gatecast.lists;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A list as a page for printing. It is well-formed XML without a document type, so that {@link PdfList} reads the same text. It has
 * one style sheet inside and refers to nothing else.
 */
final class HtmlList {
    /** A longer text is cut, and ends with "…". No name or club is as long. */
    private static final int MAX_CHARS = 150;

    /** A line outside of the table has room for whatever an organiser may write. */
    private static final int MAX_LINE_CHARS = 200;

    /** A second style sheet, of lists that are wider than an upright sheet. */
    private static final String WIDE_STYLE = "@page { size: A4 landscape } th, td { padding: 0.5mm 1mm }"
            + " .gate { padding: 0.5mm 0.3mm } @media screen { body { max-width: 277mm } }";

    private static final String DOCTYPE = "<!DOCTYPE html>\n";
    private static final Mustache.Compiler COMPILER = Mustache.compiler().withEscaper(Escapers.HTML);

    /** Read with the first list. */
    private static final class Files {
        static final Template PAGE = COMPILER.compile(text("list.html"));
        static final String STYLE = text("list.css");

        private static String text(String name) {
            try (InputStream in = HtmlList.class.getResourceAsStream("/lists/" + name)) {
                return new String(in.readAllBytes(), UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException("the jar's lists/" + name + " is unreadable", e);
            }
        }
    }

    private HtmlList() {}

    static byte[] write(RaceList list, ListTexts texts) {
        return (DOCTYPE + page(list, texts, false)).getBytes(UTF_8);
    }

    /**
     * The page from its root element on.
     *
     * @param forPdf with what is repeated at the foot of each sheet. Browsers would show it above the list
     */
    static String page(RaceList list, ListTexts texts, boolean forPdf) {
        ListHeading heading = ListHeading.of(list, texts);
        PrintedTable table = PrintedTable.of(list, texts);
        Map<String, Object> values = new HashMap<>();
        values.put("lang", texts.language());
        values.put("forPdf", forPdf);
        values.put("wideStyle", table.isWide() ? WIDE_STYLE : "");
        values.put("style", style(texts));
        values.put("title", clean(heading.title()));
        values.put("event", clean(heading.event()));
        values.put("about", clean(heading.about()));
        values.put("race", clean(heading.race()));
        values.put("list", clean(heading.list()));
        values.put("customTitle", clean(heading.customTitle()));
        values.put("state", heading.state());
        values.put("stateKind", list.state().kind().label());
        values.put("facts", lines(heading.facts()));
        values.put("officialsTitle", texts.text("officials"));
        values.put("hasOfficials", !heading.officials().isEmpty());
        values.put("officials", lines(heading.officials()));
        values.put("note", heading.hasInvestigations() ? "* " + texts.text("note.investigation") : "");
        values.put("groups", groups(table.columns()));
        values.put("columns", columns(table.columns()));
        values.put("rows", rows(table));
        values.put("empty", list.size() == 0 ? texts.text("note.empty") : "");
        return Files.PAGE.execute(values);
    }

    /** The policy of the page: its own style sheets and nothing else. */
    static String policy(ListTexts texts) {
        return "default-src 'none'; style-src " + source(style(texts)) + " " + source(WIDE_STYLE)
                + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    private static String source(String style) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The words of the page number are of this jar and need no escape. */
    private static String style(ListTexts texts) {
        return Files.STYLE.replace("{page}", texts.text("page.before")).replace("{of}", texts.text("page.of"));
    }

    private static List<Map<String, String>> lines(List<ListHeading.Line> lines) {
        return lines.stream()
                .map(line -> Map.of("name", clean(line.name()), "value", clean(line.value(), MAX_LINE_CHARS)))
                .toList();
    }

    /** The headings over several columns; empty if there are none. */
    private static List<Map<String, Object>> groups(List<PrintedTable.Column> columns) {
        if (columns.stream().allMatch(column -> column.group().isEmpty())) {
            return List.of();
        }
        List<Map<String, Object>> groups = new ArrayList<>();
        int begin = 0;
        for (int i = 1; i <= columns.size(); i++) {
            String group = columns.get(begin).group();
            if (i == columns.size() || !columns.get(i).group().equals(group)) {
                groups.add(Map.of("heading", group, "span", i - begin, "class", group.isEmpty() ? "" : "group"));
                begin = i;
            }
        }
        return List.of(Map.of("cells", groups));
    }

    private static List<Map<String, String>> columns(List<PrintedTable.Column> columns) {
        return columns.stream()
                .map(column -> Map.of("heading", column.heading(), "class", style(column)))
                .toList();
    }

    private static String style(PrintedTable.Column column) {
        return column.key() + " " + column.kind().name().toLowerCase(Locale.ROOT);
    }

    private static List<Map<String, Object>> rows(PrintedTable table) {
        List<String> styles = table.columns().stream().map(HtmlList::style).toList();
        List<Map<String, Object>> rows = new ArrayList<>(table.rows().size());
        for (List<PrintedTable.Cell> row : table.rows()) {
            List<Map<String, String>> cells = new ArrayList<>(row.size());
            for (int i = 0; i < row.size(); i++) {
                boolean isClean = table.columns().get(i).kind() == PrintedTable.Kind.GATE
                        && row.get(i).isZero();
                cells.add(Map.of(
                        "class", isClean ? styles.get(i) + " clean" : styles.get(i),
                        "text", clean(row.get(i).text()),
                        "members", clean(row.get(i).members())));
            }
            rows.add(Map.of("cells", cells));
        }
        return rows;
    }

    private static String clean(String text) {
        return clean(text, MAX_CHARS);
    }

    private static String clean(String text, int maxChars) {
        return PlainText.of(
                text.codePointCount(0, text.length()) <= maxChars
                        ? text
                        : text.substring(0, text.offsetByCodePoints(0, maxChars)) + "…");
    }
}
