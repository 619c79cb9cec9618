package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The check of all pages finds a violation of each family of rules. */
class AccessibilityCheckIT {
    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final TestServer server = TestServer.with();

    private BrowserPage page;

    /** A violation of each family. */
    private enum Planted {
        ARIA("cat.aria", "aria-valid-attr", "add('p', {'aria-wrong': '1'})"),
        COLOR("cat.color", "color-contrast", "Object.assign(add('p').style, {color: '#ccc', background: '#fff'})"),
        FORMS("cat.forms", "select-name", "add('select')"),
        KEYBOARD("cat.keyboard", "tabindex", "add('div', {tabindex: '5'})"),
        LANGUAGE("cat.language", "html-has-lang", "document.documentElement.removeAttribute('lang')"),
        NAME("cat.name-role-value", "button-name", "add('button').textContent = ''"),
        PARSING("cat.parsing", "marquee", "add('marquee')"),
        SEMANTICS("cat.semantics", "label-content-name-mismatch", "add('button', {'aria-label': 'Something else'})"),
        SENSES(
                "cat.sensory-and-visual-cues",
                "target-size",
                "const near = add('div'); near.textContent = ''; for (let i = 0; i < 2; i++) { const small = add('button'); near.append(small);"
                        + " Object.assign(small.style,"
                        + " {width: '9px', height: '9px', minHeight: '0', padding: '0', overflow: 'hidden'}); }"),
        STRUCTURE("cat.structure", "list", "add('ul').append(document.createElement('p'))"),
        TABLES(
                "cat.tables",
                "td-headers-attr",
                "const row = add('table').insertRow(); row.insertCell().textContent = 'a';"
                        + " row.insertCell().setAttribute('headers', 'nowhere')"),
        TEXT(
                "cat.text-alternatives",
                "image-alt",
                "add('img', {src: '/apple-touch-icon.png', width: '99', height: '99'})"),
        TIME("cat.time-and-media", "blink", "add('blink')");

        private final String family;
        private final String rule;
        private final String script;

        Planted(String family, String rule, String script) {
            this.family = family;
            this.rule = rule;
            this.script = script;
        }
    }

    @BeforeEach
    void aPageWithoutViolations() {
        page = browser.page(server.port());
        page.go("/e/NONE").awaitThere("main a");
        assertThat(AccessibilityCheck.violations(page)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aPlantedViolationIsFound(Planted planted) {
        page.script(
                """
                const add = (name, attributes = {}) => {
                  const element = document.createElement(name);
                  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
                  if (!['select', 'img', 'table', 'ul'].includes(name)) element.textContent = 'A planted text';
                  document.querySelector('main').append(element);
                  return element;
                };
                """
                        + planted.script);

        assertThat(AccessibilityCheck.violations(page)).isNotEmpty().allSatisfy(violation -> assertThat(violation)
                .startsWith(planted.rule + " "));
    }

    @Test
    void aViolationOfEachFamilyIsPlanted() {
        assertThat(AccessibilityCheck.families(page))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Planted.values())
                        .map(planted -> planted.family)
                        .toList());
    }
}
