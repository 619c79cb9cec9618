package org.gatecast.specs;

import static java.nio.file.Files.readString;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatecast.model.RaceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JavaScript client as a package: whole by itself, and typed as the API is described. */
class ClientPackageTest {
    private static final Path DIRECTORY = Path.of("src/main/web/client");
    private static final Pattern IMPORT = Pattern.compile("^(?:import|export)\\b.* from '([^']+)'", Pattern.MULTILINE);
    private static final Pattern INTERFACE =
            Pattern.compile("export interface (\\w+)(?: extends (\\w+))? \\{\\n(.*?)\\n}", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("^  (?:readonly )?(\\w+)(\\??): (.*);$", Pattern.MULTILINE);
    private static final Pattern OPTION = Pattern.compile("^  (\\w+)\\??[:(]", Pattern.MULTILINE);
    private static final int MAX_EXAMPLE_LINES = 20;

    private final SpecFile openApi = SpecFile.read("openapi.yaml");
    private final SpecFile asyncApi = SpecFile.read("asyncapi.yaml");

    /**
     * A field of an interface or of a schema.
     *
     * @param optional whether it may be missing
     * @param nullable whether its value may be null
     */
    private record Field(boolean optional, boolean nullable) {}

    @Test
    void thePackageHasItsFilesAndNoOthersAndDependsOnNothing() throws IOException {
        JsonNode manifest = new ObjectMapper().readTree(text("package.json"));
        Set<String> listed = new TreeSet<>();
        manifest.get("files").forEach(file -> listed.add(file.asText()));
        listed.add("package.json");

        try (Stream<Path> files = Files.list(DIRECTORY)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(listed);
        }
        JsonNode exports = manifest.get("exports").get(".");
        for (JsonNode file :
                List.of(manifest.get("main"), manifest.get("types"), exports.get("types"), exports.get("default"))) {
            assertThat(listed).contains(file.asText().substring("./".length()));
        }
        assertThat(manifest.get("type").asText()).isEqualTo("module");
        assertThat(manifest.has("license")).isTrue();
        assertThat(manifest.has("dependencies")).isFalse();
        for (String module :
                listed.stream().filter(file -> file.endsWith(".js")).toList()) {
            assertThat(IMPORT.matcher(text(module)).results().map(found -> found.group(1)))
                    .as("imports of " + module)
                    .allSatisfy(path -> assertThat(listed).contains(path.substring("./".length())));
        }
    }

    @Test
    void theExamplesAreThoseOfTheReadmeAndHaveTwentyLines() {
        for (String example : List.of("example.js", "example-node.mjs")) {
            assertThat(text(example).lines().count()).isLessThanOrEqualTo(MAX_EXAMPLE_LINES);
            assertThat(text("README.md")).contains("```js\n" + text(example) + "```");
        }
    }

    @Test
    void whatTheModuleExportsAndTakesIsTyped() {
        String types = text("index.d.ts");
        String module = text("index.js");
        List<String> names = new ArrayList<>(List.of("watch"));
        MatchResult exported = Pattern.compile("export \\{(.*)};")
                .matcher(module)
                .results()
                .toList()
                .get(0);
        names.addAll(List.of(exported.group(1).strip().split(", *")));
        assertThat(names)
                .allSatisfy(name -> assertThat(types).containsPattern("export (?:function|const) " + name + "\\b"));
        assertThat(Pattern.compile("export (?:function|const) ").matcher(types).results())
                .hasSameSizeAs(names);

        String options = module.substring(module.indexOf("watch({") + "watch({".length(), module.indexOf("}) {"));
        assertThat(OPTION.matcher(body("WatchOptions")).results().map(found -> found.group(1)))
                .containsExactlyInAnyOrderElementsOf(Stream.of(options.split(","))
                        .map(option -> option.replaceAll("=.*", "").strip())
                        .toList())
                .allSatisfy(option -> assertThat(text("README.md")).contains("| `" + option));
    }

    @ParameterizedTest
    @CsvSource({
        "Event, openapi.yaml, /components/schemas/Event",
        "Category, openapi.yaml, /components/schemas/Category",
        "CategoryOfClasses, openapi.yaml, /components/schemas/CategoryOfClasses",
        "Class, openapi.yaml, /components/schemas/Class",
        "Race, openapi.yaml, /components/schemas/Race",
        "OnCourseEntry, openapi.yaml, /components/schemas/OnCourseEntry",
        "ResultRow, openapi.yaml, /components/schemas/ResultRow",
        "BestRunRow, openapi.yaml, /components/schemas/BestRunRow",
        "StartRow, openapi.yaml, /components/schemas/StartRow",
        "FullData, asyncapi.yaml, /components/schemas/Full/properties/data",
        "ResultsDiff, asyncapi.yaml, /components/schemas/ResultsDiff",
        "OnCourseDiff, asyncapi.yaml, /components/schemas/OnCourseDiff",
        "StatusDiff, asyncapi.yaml, /components/schemas/StatusDiff"
    })
    void everyFieldIsTypedAsItsSchemaSays(String type, String file, String pointer) {
        SpecFile spec = file.equals(openApi.name()) ? openApi : asyncApi;

        assertThat(fieldsOf(type))
                .as("fields of " + type + " in index.d.ts; " + file + " has them, too")
                .isEqualTo(fieldsOf(spec, spec.root().at(JsonPointer.compile(pointer))));
    }

    @Test
    void everyRaceTypeAndStatusIsThere() {
        String types = text("index.d.ts");
        assertThat(RaceType.values()).allSatisfy(type -> assertThat(types).contains("'" + type.json() + "'"));
        asList(openApi.root().at("/components/schemas/PublicEventStatus/enum"))
                .forEach(status -> assertThat(types).contains("'" + status + "'"));
    }

    private static Map<String, Field> fieldsOf(String type) {
        MatchResult found = interfaceNamed(type);
        Map<String, Field> fields = new TreeMap<>();
        if (found.group(2) != null) {
            fields.putAll(fieldsOf(found.group(2)));
        }
        FIELD.matcher(found.group(3))
                .results()
                .forEach(field -> fields.put(
                        field.group(1),
                        new Field(!field.group(2).isEmpty(), field.group(3).endsWith("| null"))));
        return fields;
    }

    private static String body(String type) {
        return interfaceNamed(type).group(3);
    }

    private static MatchResult interfaceNamed(String type) {
        return INTERFACE
                .matcher(text("index.d.ts"))
                .results()
                .filter(one -> one.group(1).equals(type))
                .findFirst()
                .orElseThrow(() -> new AssertionError("index.d.ts has no interface " + type));
    }

    /** The fields of a schema and of those that it consists of; without what is only there on demand ({@code then}). */
    private Map<String, Field> fieldsOf(SpecFile file, JsonNode schema) {
        Map<String, Field> fields = new TreeMap<>();
        collect(file, schema, fields, new TreeSet<>());
        return fields;
    }

    private void collect(SpecFile file, JsonNode schema, Map<String, Field> fields, Set<String> required) {
        asList(schema.path("required")).forEach(required::add);
        for (JsonNode part : schema.path("allOf")) {
            collect(file, resolved(file, part), fields, required);
        }
        schema.path("properties")
                .fields()
                .forEachRemaining(property -> fields.put(
                        property.getKey(),
                        new Field(
                                !required.contains(property.getKey()),
                                isNullable(resolved(file, property.getValue())))));
    }

    private JsonNode resolved(SpecFile file, JsonNode schema) {
        String[] reference = schema.path("$ref").asText().split("#", 2);
        if (reference.length < 2) {
            return schema;
        }
        SpecFile target = reference[0].isEmpty() ? file : openApi;
        return resolved(target, target.root().at(reference[1]));
    }

    private static boolean isNullable(JsonNode schema) {
        return asList(schema.path("type")).contains("null")
                || asList(schema.path("enum")).contains("null");
    }

    private static List<String> asList(JsonNode values) {
        List<String> texts = new ArrayList<>();
        values.forEach(value -> texts.add(value.asText()));
        return texts;
    }

    private static String text(String file) {
        try {
            return readString(DIRECTORY.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
