package org.gatecast.web;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A module and all it imports as one: thirty small files would cost as many requests, and compress worse. Each module
 * becomes a function that gives what it exports, called once, after those it imports; the first one stays as it is, with
 * its imports taken from those. So exports are values, not variables that change later, and modules may not import each
 * other in a circle. Imports and exports begin their lines; {@code export … from} is not understood.
 */
final class ScriptBundle {
    /** Modules of libraries, which are imported by name. */
    private static final Map<String, String> LIBRARIES =
            Map.of("preact", "lib/preact.module.js", "preact/hooks", "lib/hooks.module.js");

    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import\\s*(?:([^'\"()]*?)\\s*from\\s*)?(['\"])([^'\"]+)\\2;?");
    private static final Pattern EXPORTED =
            Pattern.compile("(?m)^export\\s+((?:async\\s+)?(?:const|let|class|function\\*?)\\s+([\\w$]+))");
    private static final Pattern EXPORTED_BY_NAME = Pattern.compile("\\bexport\\s*\\{([^}]*)}\\s*;?");
    private static final Pattern EXPORTED_DEFAULT = Pattern.compile("(?m)^export\\s+default\\b");
    private static final Pattern RENAMED = Pattern.compile("([\\w$]+)\\s+as\\s+([\\w$]+)");
    private static final Pattern NOT_UNDERSTOOD = Pattern.compile("(?m)^(?:export|import)\\b(?!\\s*\\()");

    private final UnaryOperator<String> source;
    private final Map<String, String> names = new LinkedHashMap<>();
    private final Set<String> underWay = new LinkedHashSet<>();
    private final StringBuilder script = new StringBuilder();

    private ScriptBundle(UnaryOperator<String> source) {
        this.source = source;
    }

    /**
     * The script.
     *
     * @param name the module's path
     * @param source from a module's path to its text, {@code null} when there is none
     * @throws IllegalStateException when a module is missing, in a circle, or not understood
     */
    static String of(String name, UnaryOperator<String> source) {
        ScriptBundle bundle = new ScriptBundle(source);
        String first = bundle.withoutImports(name);
        return bundle.script.append(first).toString();
    }

    /** The variable that holds what a module exports. */
    private String add(String name) {
        String known = names.get(name);
        if (known != null) {
            return known;
        }
        List<String> exports = new ArrayList<>();
        String text = withoutExports(withoutImports(name), exports);
        if (NOT_UNDERSTOOD.matcher(text).find()) {
            throw new IllegalStateException("web/" + name + " imports or exports in a way that is not understood");
        }
        String variable = "module" + names.size();
        names.put(name, variable);
        script.append("const ")
                .append(variable)
                .append(" = (() => {\n")
                .append(text)
                .append("\nreturn { ")
                .append(String.join(", ", exports))
                .append(" };\n})();\n");
        return variable;
    }

    /** The module's text with the modules it imports put before it, and its imports taken from there. */
    private String withoutImports(String name) {
        String text = source.apply(name);
        if (text == null) {
            throw new IllegalStateException("web/" + name + " is not there");
        }
        if (!underWay.add(name)) {
            throw new IllegalStateException("modules import each other in a circle: " + underWay);
        }
        String rest = IMPORT.matcher(CommentStripper.strip(text)).replaceAll(found -> {
            String specifier = found.group(3);
            String target = LIBRARIES.getOrDefault(
                    specifier, URI.create(name).resolve(specifier).toString());
            String variable = add(target);
            String clause = found.group(1);
            return Matcher.quoteReplacement(
                    clause == null ? "" : "const " + destructured(clause.strip()) + " = " + variable + ";");
        });
        underWay.remove(name);
        return rest;
    }

    private static String destructured(String clause) {
        if (clause.startsWith("{")) {
            return RENAMED.matcher(clause).replaceAll("$1: $2");
        }
        return clause.startsWith("*") ? clause.substring(clause.lastIndexOf(' ') + 1) : "{ default: " + clause + " }";
    }

    private static String withoutExports(String text, List<String> exports) {
        String declared = EXPORTED.matcher(text).replaceAll(found -> {
            exports.add(found.group(2));
            return Matcher.quoteReplacement(found.group(1));
        });
        String named = EXPORTED_BY_NAME.matcher(declared).replaceAll(found -> {
            exports.add(RENAMED.matcher(found.group(1)).replaceAll("$2: $1"));
            return "";
        });
        return EXPORTED_DEFAULT.matcher(named).replaceAll(found -> {
            exports.add("default: exported");
            return "const exported =";
        });
    }
}
