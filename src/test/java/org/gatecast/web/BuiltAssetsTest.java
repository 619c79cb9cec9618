package org.gatecast.web;

import static java.nio.file.Files.readString;
import static java.nio.file.Files.size;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that the build makes from {@code src/main/web}. */
class BuiltAssetsTest {
    private static final Path SOURCES = Path.of("src/main/web");
    private static final AssetCatalog ASSETS = new AssetCatalog(WebResources.load());
    private static final Pattern MODULE_STATEMENT = Pattern.compile("(?:^|[;}\\n])(?:import|export)\\b *[{*\"'\\w]");
    private static final Pattern DATA_ATTRIBUTE = Pattern.compile("'(data-[a-z-]+)':");

    @Test
    void everyFileHasAHashInItsAddress() {
        assertThat(ASSETS.all()).extracting(Asset::name).contains("spectator-chunk.js", "admin-main.js");
        assertThat(ASSETS.all()).allSatisfy(asset -> assertThat(asset.address())
                .matches("/assets/[0-9A-Z]{8}/\\Q" + asset.name() + "\\E"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"spectator-chunk.js", "admin-main.js", "embed-theme.js", "screens-main.js"})
    void aScriptImportsNothing(String name) {
        assertThat(imports(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"spectator-later.js", "spectator-extras.js"})
    void whatIsLoadedLaterImportsOnlyThePagesScript(String name) {
        assertThat(imports(name)).hasSize(1);
        assertThat(ASSETS.named(name).text())
                .contains(ASSETS.named("spectator-chunk.js").address().substring(AssetCatalog.ROOT.length()));
    }

    private static List<String> imports(String name) {
        return MODULE_STATEMENT
                .matcher(ASSETS.named(name).text())
                .results()
                .map(MatchResult::group)
                .filter(statement -> statement.contains("import"))
                .toList();
    }

    @Test
    void scriptsHaveNeitherCommentsNorIndentation() {
        assertThat(ASSETS.all())
                .filteredOn(
                        asset -> asset.name().endsWith(".js") || asset.name().endsWith(".css"))
                .allSatisfy(asset -> assertThat(asset.text()).doesNotContain("/*", "\n  "));
    }

    @Test
    void everyDataAttributeOfTheSourcesIsInTheBuild() throws IOException {
        for (String page : List.of("spectator", "admin", "embed", "screens")) {
            String built = ASSETS.all().stream()
                    .filter(asset ->
                            asset.name().startsWith(page) && asset.name().endsWith(".js"))
                    .map(Asset::text)
                    .collect(Collectors.joining());
            try (Stream<Path> modules = Files.list(SOURCES.resolve(page))) {
                assertThat(modules.filter(path -> path.toString().endsWith(".js"))
                                .flatMap(BuiltAssetsTest::dataAttributes)
                                .collect(Collectors.toSet()))
                        .isNotEmpty()
                        .allSatisfy(attribute -> assertThat(built).contains(attribute));
            }
        }
    }

    @Test
    void translationsAreTheSourcesThemselves() throws IOException {
        assertThat(ASSETS.named("spectator-translations.cs.json").text())
                .isEqualTo(readString(SOURCES.resolve("spectator/translations.cs.json")));
    }

    @Test
    void aMinifiedStyleSheetIsSmallerThanItsSource() throws IOException {
        assertThat((long) ASSETS.named("admin-page.css").text().length())
                .isLessThan(size(SOURCES.resolve("admin/page.css")) + size(SOURCES.resolve("common/base.css")));
    }

    private static Stream<String> dataAttributes(Path module) {
        try {
            return DATA_ATTRIBUTE.matcher(readString(module)).results().map(found -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
