package org.gatecast.web;

import static java.nio.file.Files.readString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationsTest {
    private static final AssetCatalog ASSETS = new AssetCatalog(WebResources.load());
    /** A call of {@code t} with a key that is a literal. */
    private static final Pattern USED_KEY = Pattern.compile("\\bt\\('([\\w.]+)'[,)]");

    @ParameterizedTest
    @ValueSource(strings = {"spectator", "admin"})
    void everyLanguageHasATextForEveryKey(String page) {
        Collection<Translations> all = new LanguageCatalog(page, ASSETS).all();

        assertThat(all).extracting(Translations::language).contains("cs", "en");
        Translations first = all.iterator().next();
        assertThat(all)
                .allSatisfy(translations ->
                        assertThat(translations.keys()).toIterable().containsExactlyInAnyOrderElementsOf(first::keys));
    }

    @ParameterizedTest
    @ValueSource(strings = {"spectator", "admin"})
    void everyKeyThatAScriptNamesHasAText(String page) throws IOException {
        List<String> keys = new ArrayList<>();
        new LanguageCatalog(page, ASSETS).choose("en", null).keys().forEachRemaining(keys::add);

        try (DirectoryStream<Path> scripts = Files.newDirectoryStream(Path.of("src/main/web", page), "*.js")) {
            for (Path script : scripts) {
                assertThat(USED_KEY.matcher(readString(script)).results().map(key -> key.group(1)))
                        .as(script.toString())
                        .isSubsetOf(keys);
            }
        }
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
    void aReaderGetsTheLanguageThatFitsBest(String chosen, String accepted, String expected) {
        assertThat(new LanguageCatalog("spectator", ASSETS)
                        .choose(chosen, accepted)
                        .language())
                .isEqualTo(expected);
    }

    @Test
    void aTextWithoutAKeyIsTheKey() {
        Translations english = new LanguageCatalog("spectator", ASSETS).choose("en", null);

        assertThat(english.text("status.official")).isEqualTo("Official");
        assertThat(english.text("status.none")).isEqualTo("status.none");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "2026-06-20T10:00:00, 'Jun 20, 2026'",
                "2026-06-20, 'Jun 20, 2026'",
                "2026-06-2, ''",
                "soon, ''",
                "none, ''"
            })
    void aDateIsWrittenInTheLanguageOfTheReader(String iso, String expected) {
        assertThat(new LanguageCatalog("spectator", ASSETS).choose("en", null).date(iso))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "export default {}"})
    void aFileThatIsNotAJsonObjectIsAnError(String text) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Translations("en", new Asset("x.json", "/assets/A/x.json", "", text)))
                .withMessageContaining("x.json");
    }
}
