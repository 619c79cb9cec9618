package org.gatecast.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageRendererTest {
    private static final Map<String, byte[]> FILES = WebResources.load();

    @ParameterizedTest
    @ValueSource(strings = {"app/i18n", "admin/i18n"})
    void everyLanguageHasAWordForEverything(String folder) {
        Collection<Translations> all = new LanguageCatalog(folder, new AssetCatalog(FILES), FILES).all();

        assertThat(all).extracting(Translations::language).contains("cs", "en");
        Translations first = all.iterator().next();
        assertThat(all)
                .allSatisfy(translations -> assertThat(translations.words().fieldNames())
                        .toIterable()
                        .containsExactlyInAnyOrderElementsOf(() -> first.words().fieldNames()));
    }

    /** A word that is asked for by name, where it is named whole. */
    @Test
    void everyWordThatThePageAsksForIsThere() {
        Translations english = new LanguageCatalog("app/i18n", new AssetCatalog(FILES), FILES).choose("en", null);
        Pattern asked = Pattern.compile("\\bt\\('([\\w.]+)'[,)]");
        FILES.forEach((name, content) -> {
            if (name.startsWith("app/") && name.endsWith(".js")) {
                assertThat(asked.matcher(new String(content, UTF_8)).results().map(found -> found.group(1)))
                        .as(name)
                        .allSatisfy(key ->
                                assertThat(english.words().has(key)).as(key).isTrue());
            }
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none | cs-CZ,cs;q=0.9,en;q=0.8 | cs",
                "none | en-GB,cs;q=0.5          | en",
                "none | fr, cs;q=0.3            | cs",
                "none | cs;q=0                  | en",
                "none | ;;;                     | en",
                "none | none                    | en",
                "cs   | en                      | cs",
                "xx   | cs                      | cs"
            })
    void aReaderIsAnsweredInTheLanguageThatFits(String chosen, String accepted, String expected) {
        assertThat(new LanguageCatalog("app/i18n", new AssetCatalog(FILES), FILES)
                        .choose(chosen, accepted)
                        .language())
                .isEqualTo(expected);
    }

    @Test
    void anAddressChangesWithWhatIsThere() {
        AssetCatalog before = new AssetCatalog(FILES);
        Map<String, byte[]> touched = new TreeMap<>(FILES);
        touched.put(
                "common/state.js",
                (new String(FILES.get("common/state.js"), UTF_8) + "\nexport const more = 1;").getBytes(UTF_8));
        AssetCatalog after = new AssetCatalog(touched);

        assertThat(after.named("app/main.js").address())
                .isNotEqualTo(before.named("app/main.js").address())
                .matches("/assets/[0-9a-f]{12}/app-main\\.js");
        assertThat(after.named("app/app.css").address())
                .isEqualTo(before.named("app/app.css").address());
        assertThat(before.at(before.named("app/main.js").address())).isSameAs(before.named("app/main.js"));
        assertThat(before.at("/assets/0/app-main.js")).isNull();
    }

    @Test
    void whatPeopleWriteStaysText() {
        HtmlTemplate template = new HtmlTemplate(
                "<p title=\"{{a}}\">{{a}}</p>{{if b}}<b>{{b}}</b>{{end}}<i>{{c}}</i>", new AssetCatalog(Map.of()));

        assertThat(template.fill(Map.of("a", "<\"&'>")))
                .isEqualTo("<p title=\"&lt;&quot;&amp;&#39;&gt;\">&lt;&quot;&amp;&#39;&gt;</p><i></i>");
        assertThat(template.fill(Map.of("a", "", "b", "{{c}}", "c", "d")))
                .isEqualTo("<p title=\"\"></p><b>{{c}}</b><i>d</i>");
    }
}
