package org.gatecast.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gatecast.model.EventMeta;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.testing.SampleMeta;
import org.junit.jupiter.api.Test;

class PageRendererTest {
    private static final PageRenderer PAGES = PageRenderer.load(Operator.NONE);
    private static final PageRequest ENGLISH = new PageRequest("en", null, "http://localhost", "/e/TEST?a=1&b=2");

    @Test
    void aHostileEventNameStaysText() {
        String page = new String(PAGES.event(ENGLISH, event("\"><script>alert('1')</script>&{{lang}}")), UTF_8);

        assertThat(page)
                .contains("<title>&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;{{lang}}</title>")
                .contains("content=\"&quot;&gt;&lt;script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void theAddressOfTheRequestIsEscaped() {
        assertThat(new String(PAGES.events(ENGLISH, List.of()), UTF_8))
                .contains("content=\"http://localhost/e/TEST?a&#x3D;1&amp;b&#x3D;2\"");
    }

    @Test
    void aPageSaysWhoRunsTheServiceAndNothingOfItIfTheSettingsNameNobody() {
        PageRenderer named = PageRenderer.load(
                new Operator("<b>Weir & \"Sons\"", "https://weir.example/?a=1&b=2", "/assets/x/logo"));
        String page = new String(named.events(ENGLISH, List.of()), UTF_8);

        assertThat(page)
                .contains(" data-operator=\"&lt;b&gt;Weir &amp; &quot;Sons&quot;\"")
                .contains("og:site_name\" content=\"&lt;b&gt;Weir")
                .contains("<title>&lt;b&gt;Weir")
                .contains("href=\"https://weir.example/?a&#x3D;1&amp;b&#x3D;2\"")
                .contains("data-operator-logo=\"/assets/x/logo\"")
                .doesNotContain("<b>");
        assertThat(new String(named.siteFiles().serviceWorker(), UTF_8)).contains("\"/assets/x/logo\"]");
        assertThat(new JsonObject(new String(named.siteFiles().manifest(), UTF_8)).getString("name"))
                .isEqualTo("<b>Weir & \"Sons\"");
        assertThat(new JsonObject(new String(PAGES.siteFiles().manifest(), UTF_8)).getString("short_name"))
                .isEqualTo("Gatecast");
        assertThat(new String(PAGES.events(ENGLISH, List.of()), UTF_8))
                .contains("og:site_name\" content=\"Gatecast\"")
                .doesNotContain("operator");
    }

    @Test
    void aPageRefersToFilesThatExist() {
        for (byte[] page : List.of(
                PAGES.events(ENGLISH, List.of()),
                PAGES.missing(ENGLISH),
                PAGES.admin(ENGLISH),
                PAGES.siteFiles().manifest())) {
            assertThat(Pattern.compile("/assets/[^\"]+")
                            .matcher(new String(page, UTF_8))
                            .results()
                            .map(found -> found.group()))
                    .isNotEmpty()
                    .allSatisfy(address ->
                            assertThat(PAGES.assets().at(address)).as(address).isNotNull());
        }
    }

    @Test
    void theServiceWorkerKeepsTheFilesOfTheSpectatorsPageButNotItsLanguages() {
        String script = new String(PAGES.siteFiles().serviceWorker(), UTF_8);
        String files = script.substring(0, script.indexOf(';'));

        assertThat(PAGES.assets().all()).allSatisfy(asset -> {
            if (asset.name().startsWith("admin-")
                    || asset.name().startsWith("embed-")
                    || asset.name().startsWith("screens-")
                    || asset.name().contains("-translations.")
                    || asset.name().equals("spectator-later.js")
                    || asset.name().equals("spectator-extras.js")
                    || asset.name().equals("spectator-print.css")) {
                assertThat(files).doesNotContain(asset.address());
            } else {
                assertThat(files).contains('"' + asset.address() + '"');
            }
        });
        assertThat(script.substring(files.length())).contains("SHELL");
    }

    private static EventSnapshot event(String title) {
        EventMeta meta = SampleMeta.running("TEST", title);
        return new EventSnapshot(meta, List.of(), List.of(), List.of(), Map.of(), Map.of(), List.of(), List.of());
    }
}
