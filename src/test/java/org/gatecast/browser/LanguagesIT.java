package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every main view in every language on the narrowest screen, the list of languages, and errors in the reader's language. */
class LanguagesIT {
    private static final int NARROWEST = 320;
    private static final int FINGER = 44;

    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("cs", "Čeština");
        NAMES.put("de", "Deutsch");
        NAMES.put("en", "English");
        NAMES.put("fr", "Français");
        NAMES.put("pl", "Polski");
        NAMES.put("sk", "Slovenčina");
    }

    private static final List<String> SPECTATOR_VIEWS = List.of(
            "/",
            PushedRace.EVENT_PATH,
            PushedRace.EVENT_PATH + "?view=schedule",
            PushedRace.EVENT_PATH + "?view=riders",
            PushedRace.RACE_PATH + "?list=results",
            PushedRace.RACE_PATH + "?list=start",
            PushedRace.EVENT_PATH + "/r/K1M_ST_BR1_6",
            PushedRace.RACE_PATH + "/9",
            PushedRace.RACE_PATH + "?view=board",
            PushedRace.RACE_PATH + "?view=speaker",
            "/e/NONE");

    /**
     * What is cut, sticks out or is broken in two, as texts; empty if all can be read. Names of riders, clubs, races and
     * events may be cut, keys and ids may break, and a list of choices may be wider than its closed field if the choice is a
     * name.
     */
    private static final String UNREADABLE =
            """
            const problems = [];
            const NAMES = '.name, .of, .club, .members, .beat, .now span, .crumb a, code, h1, h2#event-title, .entry, .brand';
            const wide = document.documentElement.scrollWidth;
            if (wide > arguments[0]) problems.push('the page is ' + wide + ' wide');
            const hidden = element => element.closest('.quiet, [hidden]') || !element.checkVisibility({opacityProperty: true})
              || [...ancestors(element)].some(one => getComputedStyle(one).clipPath !== 'none');
            function* ancestors(element) {
              for (let one = element; one && one !== document.body; one = one.parentElement) yield one;
            }
            const canvas = document.createElement('canvas').getContext('2d');
            const widthOf = (text, style) => {
              canvas.font = style.fontWeight + ' ' + style.fontSize + ' ' + style.fontFamily;
              return canvas.measureText(text).width;
            };
            const fits = (field, text, arrow) => {
              const style = getComputedStyle(field);
              const room = field.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight) - arrow;
              if (widthOf(text, style) > room) problems.push('cut in its field: ' + text + ' (' + Math.ceil(widthOf(text, style) - room) + ' px)');
            };
            for (const element of document.querySelectorAll('body *')) {
              if (hidden(element)) continue;
              const style = getComputedStyle(element);
              if (!element.closest(NAMES + ', input') && /hidden|clip/.test(style.overflowX) && element.scrollWidth > element.clientWidth + 1) {
                problems.push('cut: ' + element.className + ' ' + element.textContent);
              }
              if (element.placeholder) fits(element, element.placeholder, 0);
              const before = getComputedStyle(element, '::before');
              if (element.dataset.label && before.content !== 'none') {
                for (const word of element.dataset.label.split(' ')) {
                  if (widthOf(word, before) > element.clientWidth) problems.push('broken: ' + word);
                }
              }
              if (element.tagName === 'SELECT') {
                for (const option of element.options) if (!/ · |\\(/.test(option.text)) fits(element, option.text, 20);
              }
            }
            for (const total of document.querySelectorAll('.beat b')) {
              const box = total.parentElement.getBoundingClientRect();
              if (total.getBoundingClientRect().right > box.right + 1) problems.push('cut: ' + total.parentElement.textContent);
            }
            const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
              const node = texts.currentNode;
              const parent = node.parentElement;
              if (!node.data.trim() || parent.closest(NAMES + ', select, script, noscript, pre, tbody tr:nth-child(n+9)') || hidden(parent)) continue;
              const box = parent.closest('button, .button, a, .chip, .sign, .at, td, th, dt, dd, p, li, label, summary')?.getBoundingClientRect();
              for (const word of node.data.matchAll(/[\\p{L}\\p{M}]{2,}/gu)) {
                const range = document.createRange();
                range.setStart(node, word.index);
                range.setEnd(node, word.index + word[0].length);
                const places = [...range.getClientRects()];
                if (places.some(place => Math.abs(place.top - places[0].top) > 2)) problems.push('broken: ' + word[0]);
                if (box && places.some(place => place.right > box.right + 1)) problems.push('sticks out: ' + word[0]);
              }
            }
            return [...new Set(problems)];
            """;

    @RegisterExtension
    static final Browser browser = new Browser();

    /** Riders stay on course while they are looked at. */
    @RegisterExtension
    static final TestServer server = TestServer.with("spectators.oncourse-expiry-millis", "600000");

    private BrowserPage page;

    @BeforeAll
    static void theRaceIsOn() {
        PushedRace race = PushedRace.running(server).playTo(100);
        race.booth()
                .results(json("{'results': [{'participantId': '90841.K1M_ST', 'raceId': 'K1M_ST_BR2_6', 'bib': 2,"
                        + " 'time': 8555, 'pen': 200, 'total': 8755, 'status': '*'}]}"));
        race.booth().results(json("{'results': 7}"));
    }

    @BeforeEach
    void anEmptyPage() {
        page = browser.page(server.port());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cs", "de", "en", "fr", "pl", "sk"})
    void everyViewOfSpectatorsCanBeReadOnTheNarrowestScreen(String language) {
        page.speaking(language).sized(NARROWEST, 640);
        List<String> unreadable = new ArrayList<>();
        for (String view : SPECTATOR_VIEWS) {
            page.go(view)
                    .awaitThere("html[lang=" + language + "]")
                    .awaitThere(view.contains(PushedRace.EVENT) ? "[data-freshness=live]" : "main a")
                    .awaitTrue("nothing is being loaded", "!/…$/m.test(document.querySelector('main').innerText)");
            unreadable.addAll(unreadable(view));
        }
        page.go(PushedRace.RACE_PATH).press("tr[data-bib='2'] .unfold").awaitThere(".unfolded .gates");
        unreadable.addAll(unreadable("unfolded"));
        page.press(".unfolded [data-favourite]").awaitThere("tr.mine");
        page.go(PushedRace.EVENT_PATH + "?view=schedule").awaitThere("[data-mine]");
        unreadable.addAll(unreadable("mine"));
        assertThat(unreadable).isEmpty();
        assertThat(missingPlurals("/")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cs", "de", "en", "fr", "pl", "sk"})
    void everyViewOfOrganisersCanBeReadOnTheNarrowestScreen(String language) {
        page.speaking(language).sized(NARROWEST, 640).go("/admin").awaitThere("html[lang=" + language + "]");
        page.awaitThere("form[data-login]");
        List<String> unreadable = new ArrayList<>(unreadable("login"));

        page.type("form[data-login] input[name=key]", "any").press("form[data-login] button[type=submit]");
        page.awaitThere("form[data-create]");
        unreadable.addAll(unreadable("new event"));
        page.press("[data-event='" + PushedRace.EVENT + "'] a")
                .awaitThere(".sources")
                .awaitThere("[data-revoke]");
        page.script("document.querySelectorAll('details').forEach(one => one.open = true)");
        unreadable.addAll(unreadable("event"));
        page.press("button[data-transition=finished]").awaitThere("button[data-transition=official]");
        page.press("button[data-transition=official]").awaitThere("dialog[open]");
        unreadable.addAll(unreadable("event that is over"));
        page.press("dialog .buttons button[type=button]").press("button[data-transition=running]");
        page.awaitThere("button[data-transition=finished]");

        assertThat(unreadable).isEmpty();
        assertThat(missingPlurals("/admin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/admin"})
    void theListHasEachLanguageByItsOwnNameAndTheChoiceStays(String path) {
        page.go(path).awaitThere("select[data-language]");
        assertThat(page.strings("[...document.querySelector('select[data-language]').options].map(one => one.text)"))
                .containsExactlyElementsOf(NAMES.values());

        page.press("select[data-language] option[value=pl]").awaitThere("html[lang=pl]");
        page.reload().awaitThere("html[lang=pl] select[data-language][aria-label^=Język]");
        assertThat(page.json("document.querySelector('select[data-language]').value")
                        .asText())
                .isEqualTo("pl");

        page.sized(NARROWEST, 640);
        for (String side : List.of("width", "height")) {
            assertThat(page.json("document.querySelector('select[data-language]').getBoundingClientRect()." + side)
                            .asDouble())
                    .as(side)
                    .isGreaterThanOrEqualTo(FINGER);
        }
    }

    @Test
    void theDeviceKeepsOnlyTheLanguagesThatItsReaderUses() {
        page.go("/?lang=de").awaitThere("html[lang=de] select[data-language]");
        page.scriptToCome("navigator.serviceWorker.ready.then(arguments[0])");
        assertThat(keptLanguages()).containsExactly("de");

        page.go("/").awaitTrue("the worker is in charge", "navigator.serviceWorker.controller");
        page.press("select[data-language] option[value=fr]").awaitThere("html[lang=fr] select[data-language]");
        page.await("both are kept", () -> keptLanguages().equals(List.of("de", "fr")));
    }

    @Test
    void anErrorIsSaidInTheReadersLanguageWithTheSentenceOfTheServiceBelow() {
        page.speaking("de").go("/admin").awaitThere("form[data-login]");
        page.type("form[data-login] input[name=key]", "any").press("form[data-login] button[type=submit]");
        page.awaitThere("form[data-create]");
        page.type("form[data-create] input[name=eventId]", PushedRace.EVENT)
                .type("form[data-create] input[name=mainTitle]", "Twice")
                .press("form[data-create] button[type=submit]");

        assertThat(page.text("[data-outcome=refused]")).startsWith("Das passt nicht zu dem, was schon da ist.");
        assertThat(page.text("[data-outcome=refused] [lang=en]"))
                .isEqualTo("There is an event RACE already; choose another eventId.");

        page.press("[data-event='" + PushedRace.EVENT + "'] a").awaitThere(".sources");
        assertThat(page.text("[aria-labelledby=card-ingest] .note:has([lang=en])"))
                .contains("Nicht angenommen")
                .contains("results must be a list");
    }

    private List<String> unreadable(String view) {
        page.screenshot("languages/"
                + page.json("document.documentElement.lang").asText() + "-" + view.replaceAll("\\W+", "-"));
        List<String> found = new ArrayList<>();
        ((List<?>) page.script(UNREADABLE, NARROWEST)).forEach(problem -> found.add(view + ": " + problem));
        return found;
    }

    /** The texts that depend on a number and do not have exactly the plural categories that the browser knows. */
    private List<?> missingPlurals(String path) {
        page.go(path).awaitThere("html[data-translations]");
        return (List<?>)
                page.scriptToCome(
                        """
                const done = arguments[0];
                const root = document.documentElement;
                const categories = new Intl.PluralRules(root.lang).resolvedOptions().pluralCategories.sort().join();
                fetch(root.dataset.translations).then(response => response.json()).then(texts => done(Object.keys(texts)
                  .filter(key => typeof texts[key] === 'object' && Object.keys(texts[key]).sort().join() !== categories)))
                """);
    }

    private List<String> keptLanguages() {
        List<String> kept = new ArrayList<>();
        ((List<?>)
                        page.scriptToCome(
                                """
                                const done = arguments[0];
                                caches.open('gatecast-shell').then(cache => cache.keys()).then(requests => done(requests
                                  .map(request => /translations\\.(\\w+)\\.json/.exec(request.url)?.[1]).filter(Boolean).sort()))
                                """))
                .forEach(language -> kept.add((String) language));
        return kept;
    }
}
