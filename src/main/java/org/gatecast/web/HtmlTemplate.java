package org.gatecast.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page with gaps: <code>{{name}}</code> takes text, which is escaped for both content and quoted attributes. Gaps that
 * are the same for every reader are filled when the template is made.
 *
 * <ul>
 *   <li><code>{{asset app/app.css}}</code>: a file's address
 *   <li><code>{{if image}}</code> to <code>{{end}}</code>: only when that value is there
 * </ul>
 */
final class HtmlTemplate {
    private static final Pattern GAP = Pattern.compile("\\{\\{(\\w+)(?: ([\\w./-]+))?}}");

    private final List<Part> parts = new ArrayList<>();

    /**
     * Markup and the gap after it.
     *
     * @param condition the value without which it is left out, or {@code null}
     * @param gap the name of the value, {@code ""} for none
     */
    private record Part(String condition, String markup, String gap) {}

    /**
     * @throws IllegalStateException when it names a file that is not there
     */
    HtmlTemplate(String text, AssetCatalog assets) {
        Matcher gap = GAP.matcher(text);
        StringBuilder markup = new StringBuilder();
        String condition = null;
        int copied = 0;
        while (gap.find()) {
            markup.append(text.substring(copied, gap.start()));
            copied = gap.end();
            String name = gap.group(1);
            if (name.equals("asset")) {
                markup.append(assets.named(gap.group(2)).address());
                continue;
            }
            boolean bounds = name.equals("if") || name.equals("end");
            parts.add(new Part(condition, markup.toString(), bounds ? "" : name));
            markup.setLength(0);
            condition = bounds ? gap.group(2) : condition;
        }
        parts.add(new Part(condition, markup + text.substring(copied), ""));
    }

    /**
     * The page.
     *
     * @param values text for each gap; one without a value stays empty
     */
    String fill(Map<String, String> values) {
        StringBuilder page = new StringBuilder();
        for (Part part : parts) {
            if (part.condition == null
                    || !values.getOrDefault(part.condition, "").isEmpty()) {
                page.append(part.markup);
                escape(values.getOrDefault(part.gap, ""), page);
            }
        }
        return page.toString();
    }

    private static void escape(String text, StringBuilder page) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> page.append("&amp;");
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                default -> page.append(c);
            }
        }
    }
}
