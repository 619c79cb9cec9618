package org.gatecast.web;

import static java.nio.file.Files.readString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventStatus;
import org.gatecast.model.RaceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TranslationsTest {
    private static final AssetCatalog ASSETS = new AssetCatalog(WebResources.load());
    /** A call of {@code t} with a key that is a literal. */
    private static final Pattern USED_KEY = Pattern.compile("\\bt\\('([\\w.]+)'[,)]");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");
    private static final ObjectMapper JSON = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    /** The languages, each with its plural categories, as the browser's {@code Intl.PluralRules} has them. */
    private static final Map<String, Set<String>> LANGUAGES = Map.of(
            "cs", Set.of("one", "few", "many", "other"),
            "de", Set.of("one", "other"),
            "en", Set.of("one", "other"),
            "fr", Set.of("one", "many", "other"),
            "pl", Set.of("one", "few", "many", "other"),
            "sk", Set.of("one", "few", "many", "other"));

    /** The common modules that a page does not use. */
    private static final Map<String, Set<String>> NOT_USED =
            Map.of("admin", Set.of("gates.js", "raceSigns.js"), "screens", Set.of("languageSelect.js"));

    /** The texts that are the same word in English. */
    private static final Set<String> SAME_AS_IN_ENGLISH = Set.of(
            "admin cs source.xml",
            "admin de source.xml",
            "admin de webhook.title",
            "admin fr config.displayMode.simple",
            "admin fr field.discipline",
            "admin fr field.image",
            "admin fr ingest.source",
            "admin fr raceType.qualification",
            "admin fr source.xml",
            "admin fr webhook.title",
            "admin sk source.xml",
            "screens cs board.start",
            "screens de column.name",
            "screens de fresh.live",
            "screens fr column.category",
            "screens fr column.total",
            "screens fr course.total",
            "screens fr raceType.qualification",
            "spectator cs start.at",
            "spectator de column.name",
            "spectator de events.live",
            "spectator de fresh.live",
            "spectator de rider.category",
            "spectator fr column.category",
            "spectator fr column.total",
            "spectator fr course.total",
            "spectator fr raceType.qualification",
            "spectator pl start.at");

    @ParameterizedTest
    @ValueSource(strings = {"spectator", "admin", "screens"})
    void everyLanguageHasATextForEveryKey(String page) {
        Collection<Translations> all = new LanguageCatalog(page, ASSETS).all();

        assertThat(all).extracting(Translations::language).containsExactlyElementsOf(new TreeSet<>(LANGUAGES.keySet()));
        Translations first = all.iterator().next();
        assertThat(all)
                .allSatisfy(translations ->
                        assertThat(translations.keys()).toIterable().containsExactlyInAnyOrderElementsOf(first::keys));
    }

    @ParameterizedTest
    @ValueSource(strings = {"spectator", "admin", "screens"})
    void everyKeyThatAScriptNamesHasAText(String page) throws IOException {
        List<String> keys = new ArrayList<>();
        new LanguageCatalog(page, ASSETS).choose("en", null).keys().forEachRemaining(keys::add);

        for (String directory : List.of(page, "common")) {
            try (DirectoryStream<Path> scripts = Files.newDirectoryStream(Path.of("src/main/web", directory), "*.js")) {
                for (Path script : scripts) {
                    if (NOT_USED.getOrDefault(page, Set.of())
                            .contains(script.getFileName().toString())) {
                        continue;
                    }
                    assertThat(USED_KEY.matcher(readString(script)).results().map(key -> key.group(1)))
                            .as(script.toString())
                            .isSubsetOf(keys);
                }
            }
        }
    }

    @Test
    void everyRaceTypeStatusAndErrorHasAText() throws IOException {
        List<String> common = new ArrayList<>();
        Stream.of(RaceType.values()).map(type -> "raceType." + type.json()).forEach(common::add);
        Stream.of(EventStatus.values())
                .filter(status -> status != EventStatus.DRAFT)
                .map(status -> "status." + status.json())
                .forEach(common::add);
        assertThat(texts("spectator", "en").keySet()).containsAll(common);

        assertThat(texts("admin", "en").keySet())
                .containsAll(common)
                .contains("status." + EventStatus.DRAFT.json())
                .containsAll(Stream.of(ErrorCode.values())
                        .map(code -> "error." + code)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"spectator", "admin", "screens"})
    void everyLanguageFillsInTheSameValues(String page) throws IOException {
        Map<String, Set<String>> english = values(texts(page, "en"));
        for (String language : LANGUAGES.keySet()) {
            assertThat(values(texts(page, language))).as(language).containsExactlyInAnyOrderEntriesOf(english);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"spectator", "admin", "screens"})
    void aTextThatDependsOnANumberHasEveryPluralOfItsLanguage(String page) throws IOException {
        for (Map.Entry<String, Set<String>> language : LANGUAGES.entrySet()) {
            texts(page, language.getKey()).forEach((key, text) -> {
                if (text.isObject()) {
                    assertThat(text.fieldNames())
                            .toIterable()
                            .as("%s, %s", key, language.getKey())
                            .containsExactlyInAnyOrderElementsOf(language.getValue());
                }
            });
        }
    }

    @Test
    void aTextIsTheSameInEnglishOnlyIfItIsTheSameWord() throws IOException {
        Set<String> same = new TreeSet<>();
        for (String page : List.of("spectator", "admin", "screens")) {
            Map<String, JsonNode> english = texts(page, "en");
            for (String language : LANGUAGES.keySet()) {
                if (!language.equals("en")) {
                    texts(page, language).forEach((key, text) -> {
                        if (text.equals(english.get(key))) {
                            same.add(page + ' ' + language + ' ' + key);
                        }
                    });
                }
            }
        }
        assertThat(same).containsExactlyInAnyOrderElementsOf(SAME_AS_IN_ENGLISH);
    }

    private static Map<String, JsonNode> texts(String page, String language) throws IOException {
        Map<String, JsonNode> texts = new TreeMap<>();
        JSON.readTree(Path.of("src/main/web", page, "translations." + language + ".json")
                        .toFile())
                .fields()
                .forEachRemaining(text -> texts.put(text.getKey(), text.getValue()));
        return texts;
    }

    /** The names of the values that the texts have placeholders for. */
    private static Map<String, Set<String>> values(Map<String, JsonNode> texts) {
        Map<String, Set<String>> values = new TreeMap<>();
        texts.forEach((key, text) -> values.put(
                key,
                PLACEHOLDER
                        .matcher(text.toString())
                        .results()
                        .map(found -> found.group(1))
                        .collect(Collectors.toSet())));
        return values;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "none | cs-CZ,cs;q=0.9,en;q=0.8 | cs",
                "none | en-GB,cs;q=0.5          | en",
                "none | it, cs;q=0.3            | cs",
                "none | de-AT,de;q=0.9,en;q=0.8 | de",
                "none | fr-CA                   | fr",
                "none | pl;q=0.4, sk-SK;q=0.9   | sk",
                "none | hu, de;q=0.7, pl;q=0.8  | pl",
                "none | cs;q=0                  | en",
                "none | ;;;                     | en",
                "none | none                    | en",
                "cs   | en                      | cs",
                "de   | fr                      | de",
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
