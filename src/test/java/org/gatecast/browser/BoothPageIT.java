package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatecast.booth.page.BoothControls;
import org.gatecast.booth.page.BoothPage;
import org.gatecast.booth.page.BoothView;
import org.gatecast.booth.push.PushTarget;
import org.gatecast.booth.setup.BoothSetup;
import org.gatecast.booth.status.LightSamples;
import org.gatecast.booth.status.SentenceTexts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a booth, whose controls are a stand-in: each light in each state, in both languages. */
class BoothPageIT {
    @RegisterExtension
    static final Browser browser = new Browser();

    private final Vertx vertx = Vertx.vertx();
    private final Controls controls = new Controls();
    private BoothPage page;
    private BrowserPage shown;

    private static final class Controls implements BoothControls {
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private volatile BoothView view;

        @Override
        public BoothView view() {
            return view;
        }

        @Override
        public Future<Void> setUp(BoothSetup setup) {
            asked.add("setup " + setup);
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> automatic(boolean on) {
            asked.add("automatic " + on);
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> changeStatus(String status) {
            asked.add("status " + status);
            return Future.failedFuture("400 A race runs");
        }

        @Override
        public Future<Void> upload(byte[] xml) {
            return Future.failedFuture("line 1");
        }

        @Override
        public void retryNow() {
            asked.add("retry");
        }
    }

    @BeforeEach
    void open() throws TimeoutException {
        show(LightSamples.all().get(0));
        page = BoothPage.load(vertx, controls);
        String address = page.listen(0).await(10, TimeUnit.SECONDS);
        shown = browser.page(Integer.parseInt(address.replaceAll(".*:(\\d+)/", "$1")));
    }

    @AfterEach
    void stop() throws TimeoutException {
        page.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "cs"})
    void eachLightInEachState(String language) {
        shown.go("/")
                .press("[data-language=" + language + "]")
                .awaitTrue("texts", "document.documentElement.lang === '" + language + "'");
        SentenceTexts texts = SentenceTexts.load(language);
        for (LightSamples.Sample sample : LightSamples.all()) {
            show(sample);
            shown.script("ask()");
            String item = "[data-light=" + sample.light() + "]";
            shown.awaitThere(
                    item + "[data-color=" + sample.color().id() + "][data-sentence='" + sample.sentence() + "']");
            assertThat(shown.text(item + " .color"))
                    .isEqualTo(texts.text("color." + sample.color().id(), Map.of()));
            assertThat(shown.text(item + " .sentence"))
                    .isEqualTo(texts.sentence(sample.lights().byName().get(sample.light())));
            shown.screenshot("booth/" + language + "-" + sample.sentence().replace('.', '-') + "-" + sample.light());
        }
        assertThat(shown.complaints()).isEmpty();
    }

    @Test
    void everybodyCanReadItOnAnyScreenInLightAndDark() {
        for (String sentence : List.of("setup.needed", "canoe123.receiving", "canoe123.lost", "result.refused")) {
            LightSamples.Sample sample = LightSamples.all().stream()
                    .filter(one -> one.sentence().equals(sentence))
                    .findFirst()
                    .orElseThrow();
            show(sample);
            shown.go("/").awaitThere("[data-sentence='" + sentence + "']");
            shown.press("summary");
            for (int width : new int[] {1280, 360}) {
                for (boolean dark : new boolean[] {false, true}) {
                    shown.sized(width, 800).dark(dark);
                    shown.screenshot("booth/" + sentence.replace('.', '-') + "-" + width + (dark ? "-dark" : "-light"));
                    assertThat(AccessibilityCheck.violations(shown))
                            .as("%s, %s, dark %s", sentence, width, dark)
                            .isEmpty();
                }
            }
            shown.sized(320, 640);
            assertThat(shown.json("document.documentElement.scrollWidth").asInt())
                    .isLessThanOrEqualTo(320);
            shown.sized(1280, 800);
        }
    }

    @Test
    void theOperatorMovesTheEventAndSeesWhyItWasNotDone() {
        show(good());
        shown.go("/").press("[data-move=finished]").awaitThere("#moved.refused:not([hidden])");
        assertThat(shown.text("#moved")).isEqualTo("Not done: 400 A race runs");
        shown.press("#automatic").press("#retry");
        shown.await("all is asked for", () -> controls.asked.size() == 3);

        assertThat(controls.asked).containsExactlyInAnyOrder("status finished", "automatic true", "retry");
        assertThat(shown.text("#spectators")).isEqualTo("42");
        assertThat(shown.text("#roundTrip")).isEqualTo("35 ms");
        assertThat(shown.text("#waiting")).isEqualTo("nothing");
    }

    @Test
    void oneStringSetsTheBoothUpAndIsNotKeptInThePage() {
        shown.go("/").awaitThere("[data-sentence='setup.needed']");
        shown.type("#connection", "gatecast://results.example.org/E#secret").type("#canoe123", "10.0.0.5");
        shown.press("#setup button").awaitThere("#saved:not([hidden])");

        assertThat(shown.text("#saved")).isEqualTo("Saved.");
        assertThat(controls.asked).hasSize(1);
        assertThat(controls.asked.get(0)).contains("event E at https://results.example.org", "10.0.0.5:27333");
        assertThat(shown.json("document.getElementById('connection').value").asText())
                .isEmpty();
        shown.type("#connection", "gatecast://nothing").press("#setup button").awaitThere("#saved.refused");
        assertThat(shown.text("#saved")).startsWith("Not saved: must be the whole string");
    }

    @Test
    void theLanguageIsChosenAndRemembered() {
        shown.go("/").press("[data-language=cs]").awaitTrue("Czech", "document.documentElement.lang === 'cs'");
        assertThat(shown.text("[data-light=result] h2")).isEqualTo("Poslední výsledek");
        shown.reload().awaitTrue("Czech", "document.documentElement.lang === 'cs'");
    }

    @Test
    void aBoothThatHasEndedIsSaid() throws TimeoutException {
        shown.go("/").awaitThere("[data-sentence='setup.needed']");
        page.close().await(10, TimeUnit.SECONDS);

        shown.awaitThere("#lost:not([hidden])");
    }

    private static LightSamples.Sample good() {
        return LightSamples.all().stream()
                .filter(sample -> sample.sentence().equals("canoe123.receiving"))
                .findFirst()
                .orElseThrow();
    }

    private void show(LightSamples.Sample sample) {
        BoothSetup setup = sample.push() == null
                ? BoothSetup.EMPTY
                : new BoothSetup(new PushTarget("https://results.example.org", "E", "secret"), null, null, false);
        controls.view = new BoothView(setup, sample.lights(), sample.push(), 0);
    }
}
