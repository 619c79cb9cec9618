package org.gatecast.web;

import static java.nio.file.Files.readString;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manifest of the OGraf graphic: what version 1 of the standard asks for, and the same options as an overlay's address. */
class OgrafManifestTest {
    private static final Map<String, byte[]> FILES = WebResources.load();
    /** The properties that the standard's JSON schema knows; others must begin with {@code v_}. */
    private static final List<String> ALLOWED = List.of(
            "$schema",
            "id",
            "version",
            "main",
            "name",
            "description",
            "author",
            "customActions",
            "supportsRealTime",
            "supportsNonRealTime",
            "stepCount",
            "schema",
            "renderRequirements");

    private final JsonNode manifest = manifest();

    private static JsonNode manifest() {
        try {
            return new ObjectMapper().readTree(FILES.get("ograf/gatecast.ograf.json"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void itHasWhatTheStandardRequiresAndNothingThatItDoesNotKnow() {
        assertThat(names(manifest))
                .isSubsetOf(ALLOWED)
                .contains("$schema", "id", "name", "main", "supportsRealTime", "supportsNonRealTime");
        assertThat(manifest.get("$schema").asText())
                .isEqualTo("https://ograf.ebu.io/v1/specification/json-schemas/graphics/schema.json");
        assertThat(manifest.get("supportsRealTime").isBoolean()).isTrue();
        assertThat(manifest.get("supportsNonRealTime").isBoolean()).isTrue();
        assertThat(manifest.get("schema").get("type").asText()).isEqualTo("object");
        assertThat(FILES).containsKey("ograf/" + manifest.get("main").asText());
    }

    /** Renderers may name the element of a graphic by its id. */
    @Test
    void itsIdIsTheNameOfAnElement() {
        assertThat(manifest.get("id").asText()).matches("[a-z][a-z0-9._]*-[a-z0-9._-]*");
    }

    /** What the standard's JSON schema says of the data: each has a type, and what its kind of input field needs. */
    @Test
    void itsDataHaveWhatTheirInputFieldsNeed() {
        assertThat(manifest.at("/schema/properties")).isNotEmpty().allSatisfy(property -> {
            String type = property.path("type").asText();
            assertThat(type).isIn("string", "integer");
            if (property.has("default")) {
                assertThat(property.get("default").isTextual()).isEqualTo(type.equals("string"));
                assertThat(property.get("default").isInt()).isEqualTo(type.equals("integer"));
            }
            switch (property.path("gddType").asText("none")) {
                case "none" -> assertThat(type).isEqualTo("integer");
                case "single-line" -> assertThat(type).isEqualTo("string");
                case "color-rrggbb" ->
                    assertThat(property.path("pattern").asText()).isEqualTo("^#[0-9a-f]{6}$");
                case "select" ->
                    assertThat(names(property.at("/gddOptions/labels")))
                            .isNotEmpty()
                            .isEqualTo(texts(property.get("enum")));
                default -> throw new AssertionError("an unknown kind: " + property);
            }
        });
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    @Test
    void itsDataAreTheOptionsOfAnOverlay() throws IOException {
        String options = readString(Path.of("src/main/web/screens/overlayOptions.js"));
        assertThat(enumeration("part")).isEqualTo(list(options, "PARTS"));
        assertThat(enumeration("theme")).isEqualTo(list(options, "THEMES"));
        assertThat(names(manifest.at("/schema/properties"))).containsAll(list(options, "COLOURS"));
        assertThat(enumeration("lang"))
                .containsExactlyInAnyOrderElementsOf(new LanguageCatalog("screens", new AssetCatalog(FILES))
                        .all().stream().map(Translations::language).toList());
    }

    private List<String> enumeration(String property) {
        List<String> values = new ArrayList<>();
        manifest.at("/schema/properties/" + property + "/enum").forEach(value -> values.add(value.asText()));
        return values;
    }

    private static List<String> list(String script, String name) {
        String values = Pattern.compile("const " + name + " = \\[([^]]*)]")
                .matcher(script)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        return Pattern.compile("'([^']*)'")
                .matcher(values)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
