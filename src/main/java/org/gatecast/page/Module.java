package org.gatecast.page;

import java.net.URI;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JavaScript module's text: what it imports, and what of it a browser has no use for. */
final class Module {
    /** Modules of libraries, which are imported by name. */
    private static final Map<String, String> LIBRARIES =
            Map.of("preact", "lib/preact.module.js", "preact/hooks", "lib/hooks.module.js");

    /** Static imports and exports from elsewhere, and dynamic imports of a literal. */
    private static final Pattern IMPORT = Pattern.compile("(\\bfrom\\s*|\\bimport\\s*(\\(\\s*)?)(['\"])([./\\w-]+)\\3");

    /** Comments that have their lines to themselves: no other can be told from text without parsing. */
    private static final Pattern COMMENT_LINES =
            Pattern.compile("(?m)^[ \\t]*(?://.*|/\\*(?s:.*?)\\*/[ \\t]*)(?:\\R|\\z)");

    private Module() {}

    /**
     * The module with its imports pointed elsewhere and without comments.
     *
     * @param name its path, to which relative imports relate
     * @param address from the path of an imported module, and whether it is needed at once, to what to write instead
     */
    static String rewrite(String name, String text, BiFunction<String, Boolean, String> address) {
        Matcher matcher = IMPORT.matcher(withoutComments(text));
        return matcher.replaceAll(found -> {
            String specifier = found.group(4);
            String target = LIBRARIES.get(specifier);
            if (target == null) {
                if (!specifier.startsWith(".")) {
                    return Matcher.quoteReplacement(found.group());
                }
                target = URI.create(name).resolve(specifier).toString();
            }
            String written = address.apply(target, found.group(2) == null);
            return Matcher.quoteReplacement(found.group(1) + '"' + written + '"');
        });
    }

    /** The text, of a module or a style sheet, without the lines that are comments. */
    static String withoutComments(String text) {
        return COMMENT_LINES.matcher(text).replaceAll("");
    }
}
