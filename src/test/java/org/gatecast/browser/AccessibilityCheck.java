package org.gatecast.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.gatecast.testing.ApiClient;

/** What hinders people who see, hear or move differently, as far as axe-core finds it by itself. */
final class AccessibilityCheck {
    private static final Set<String> GRAVE = Set.of("serious", "critical");
    private static final String SCRIPT = script();
    /** Of the page's own animations; those of its style sheets may run for ever. */
    private static final String MOVES_ENDED =
            "document.getAnimations().every(one => one instanceof CSSAnimation || one.playState !== 'running')";

    private AccessibilityCheck() {}

    /**
     * Serious and critical violations of what the page shows now, by the rules of WCAG 2.2 A and AA and best practice. Two rules
     * are on that axe leaves off: a label contains the text that is visible (2.5.3), and targets are not too small (2.5.8).
     * Looks when rows that move have arrived: until then one may lie over another's buttons.
     */
    static List<String> violations(BrowserPage page) {
        page.awaitTrue("no row moves", MOVES_ENDED);
        load(page);
        JsonNode found = ApiClient.parse(
                (String)
                        page.scriptToCome(
                                """
                const done = arguments[arguments.length - 1];
                const rules = {'label-content-name-mismatch': {enabled: true}, 'target-size': {enabled: true}};
                axe.run(document, {resultTypes: ['violations'], rules}).then(
                  results => done(JSON.stringify(results.violations)), failure => done(JSON.stringify(String(failure))));
                """));
        if (!found.isArray()) {
            throw new AssertionError("axe could not look: " + found);
        }
        List<String> violations = new ArrayList<>();
        for (JsonNode violation : found) {
            if (GRAVE.contains(violation.get("impact").asText())) {
                for (JsonNode node : violation.get("nodes")) {
                    violations.add("%s (%s): %s %s"
                            .formatted(
                                    violation.get("id").asText(),
                                    violation.get("help").asText(),
                                    node.get("html").asText(),
                                    node.get("failureSummary").asText()));
                }
            }
        }
        return violations;
    }

    /** The categories of all rules. */
    static List<String> families(BrowserPage page) {
        load(page);
        return page.strings(
                "[...new Set(axe.getRules().flatMap(rule => rule.tags).filter(tag => tag.startsWith('cat.')))].sort()");
    }

    private static void load(BrowserPage page) {
        if (!Boolean.TRUE.equals(page.script("return !!window.axe"))) {
            page.script(SCRIPT);
        }
    }

    private static String script() {
        try (InputStream in = AccessibilityCheck.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
