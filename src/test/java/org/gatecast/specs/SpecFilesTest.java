package org.gatecast.specs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.gatecast.model.ErrorCode;
import org.gatecast.specs.SpecFile.Spot;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The two files as documents: whole, consistent, and true to their own examples. */
class SpecFilesTest {
    private final SpecFile openApi = SpecFile.read("openapi.yaml");
    private final SpecFile asyncApi = SpecFile.read("asyncapi.yaml");
    private final Schemas schemas = new Schemas(openApi, asyncApi);

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = new ArrayList<>();
        for (SpecFile file : List.of(openApi, asyncApi)) {
            visit(file.root(), JsonPointer.empty(), (pointer, node) -> {
                if (node.path("$ref").isTextual()) {
                    references.add(node.get("$ref").asText());
                    String[] parts = node.get("$ref").asText().split("#", 2);
                    SpecFile target = parts[0].isEmpty() ? file : parts[0].equals(openApi.name()) ? openApi : asyncApi;
                    assertThat(target.root().at(parts[1]).isMissingNode())
                            .as(file.name() + "#" + pointer + " -> " + node.get("$ref"))
                            .isFalse();
                }
            });
        }
        assertThat(references).hasSizeGreaterThan(100).anyMatch(ref -> ref.startsWith("openapi.yaml#"));
    }

    @Test
    void everyComponentIsOfUse() {
        List<String> used = new ArrayList<>();
        for (SpecFile file : List.of(openApi, asyncApi)) {
            visit(file.root(), JsonPointer.empty(), (pointer, node) -> {
                if (node.path("$ref").isTextual()) {
                    String ref = node.get("$ref").asText();
                    used.add(ref.startsWith("#") ? file.name() + ref : ref);
                }
            });
        }
        // They belong to no operation alone.
        List<String> inProse = List.of("MethodNotAllowed", "NothingHere", "RateLimited", "ForeignSite", "Busy");
        for (SpecFile file : List.of(openApi, asyncApi)) {
            for (String kind : List.of("parameters", "headers", "responses", "schemas", "messages")) {
                JsonNode components = file.root().path("components").path(kind);
                components.fieldNames().forEachRemaining(name -> {
                    if (!inProse.contains(name)) {
                        assertThat(used).contains(file.name() + "#/components/" + kind + "/" + name);
                    }
                });
            }
        }
    }

    @Test
    void objectsAreClosedWhereTheServerSpeaks() {
        List<String> open = new ArrayList<>();
        openApi.root().path("components").path("schemas").fields().forEachRemaining(schema -> {
            JsonNode node = schema.getValue();
            boolean closed = node.has("additionalProperties") || node.has("unevaluatedProperties");
            if (node.path("type").asText().equals("object") && !closed) {
                open.add(schema.getKey());
            }
        });
        assertThat(open)
                .containsExactlyInAnyOrder(
                        // parts, closed by what they are part of
                        "StatusRefused",
                        "EventFields",
                        "CategoryFields",
                        "RowFields",
                        "KeyFields",
                        "WebhookFields",
                        "BestRunFields",
                        "RunDetail",
                        "PreviousRunDetail",
                        "ResultsPushed",
                        // requests
                        "NewEvent",
                        "StatusChange",
                        "XmlImport",
                        "PushedRider",
                        "ResultsPush",
                        "OnCoursePush");
    }

    @Test
    void theErrorsAreTheServersOnesEachUnderItsStatus() {
        List<String> codes = new ArrayList<>();
        openApi.root().at("/components/schemas/ErrorCode/enum").forEach(code -> codes.add(code.asText()));
        assertThat(codes)
                .containsExactlyElementsOf(
                        Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
        new HttpContract(openApi)
                .operations()
                .forEach(operation -> operation.statuses().forEach(status -> {
                    Spot response = operation.response(status).orElseThrow();
                    JsonNode code = response.node().at("/content/application~1json/schema/properties/error/const");
                    if (!code.isMissingNode()) {
                        assertThat(ErrorCode.valueOf(code.asText()).httpStatus())
                                .as(operation.id())
                                .isEqualTo(status);
                    }
                }));
    }

    @Test
    void operationsHaveNamesOfTheirOwnAndSayWhoMayCallThem() {
        List<HttpContract.Operation> operations = new HttpContract(openApi).operations();
        assertThat(operations)
                .extracting(HttpContract.Operation::id)
                .doesNotContain("")
                .doesNotHaveDuplicates();
        assertThat(operations).allSatisfy(operation -> {
            String path = operation.spot().pointer().toString();
            boolean keyed = path.contains("~1admin~1") || path.contains("~1ingest~1");
            assertThat(operation.spot().has("security")).isEqualTo(keyed);
            assertThat(operation.response(401).isPresent()).isEqualTo(keyed);
        });
    }

    @TestFactory
    Stream<DynamicTest> everyExampleIsAsTheSchemaBesideItSays() {
        List<DynamicTest> tests = new ArrayList<>();
        visit(openApi.root(), JsonPointer.empty(), (pointer, node) -> {
            if (node.has("schema") && (node.has("example") || node.has("examples"))) {
                Spot schema = openApi.at(pointer).child("schema");
                if (node.has("example")) {
                    tests.add(example(schema, "", node.get("example")));
                }
                node.path("examples")
                        .fields()
                        .forEachRemaining(e -> tests.add(
                                example(schema, " " + e.getKey(), e.getValue().get("value"))));
            }
        });
        asyncApi.root().at("/components/messages").fields().forEachRemaining(message -> {
            Spot schema =
                    asyncApi.at(JsonPointer.compile("/components/messages/" + message.getKey() + "/payload/schema"));
            message.getValue()
                    .get("examples")
                    .forEach(e -> tests.add(example(schema, " " + e.get("name").asText(), e.get("payload"))));
        });
        assertThat(tests).hasSizeGreaterThan(30);
        return tests.stream();
    }

    private DynamicTest example(Spot schema, String name, JsonNode value) {
        return DynamicTest.dynamicTest(
                schema + name, () -> assertThat(schemas.problems(schema, value)).isEmpty());
    }

    private static void visit(JsonNode node, JsonPointer pointer, BiConsumer<JsonPointer, JsonNode> visitor) {
        visitor.accept(pointer, node);
        node.fields()
                .forEachRemaining(field -> visit(field.getValue(), pointer.appendProperty(field.getKey()), visitor));
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            visit(node.get(i), pointer.appendIndex(i), visitor);
        }
    }
}
