package org.gatecast.specs;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.DisallowUnknownKeywordFactory;
import com.networknt.schema.JsonMetaSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.NonValidationKeyword;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.ValidationMessage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The JSON Schemas (2020-12) inside the files, wherever they are; references lead from one file to the other. */
final class Schemas {
    /** Where the files are said to be; nothing is fetched from there. */
    private static final String BASE = "https://gatecast.invalid/specs/";

    /** One wrong field makes much noise in the schemas around it. */
    private static final int MOST_PROBLEMS = 8;

    /** What the files have at their top beside schemas; anything else that is unknown is a slip of the pen. */
    private static final List<String> OUTSIDE_SCHEMAS = List.of(
            "openapi",
            "asyncapi",
            "info",
            "servers",
            "security",
            "tags",
            "paths",
            "channels",
            "operations",
            "components");

    private final JsonSchemaFactory factory;
    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    Schemas(SpecFile... files) {
        Map<String, String> documents = Arrays.stream(files)
                .collect(Collectors.toMap(
                        file -> BASE + file.name(), file -> file.root().toString()));
        JsonMetaSchema.Builder dialect = JsonMetaSchema.builder(JsonMetaSchema.getV202012())
                .unknownKeywordFactory(DisallowUnknownKeywordFactory.getInstance());
        OUTSIDE_SCHEMAS.forEach(name -> dialect.keyword(new NonValidationKeyword(name)));
        factory = JsonSchemaFactory.builder()
                .metaSchema(dialect.build())
                .defaultMetaSchemaIri(JsonMetaSchema.getV202012().getIri())
                .schemaLoaders(loaders -> loaders.schemas(documents))
                .build();
    }

    /** What is wrong with a value by the schema at a spot, the most telling first; empty when nothing is. */
    List<String> problems(SpecFile.Spot schema, JsonNode value) {
        return factory.getSchema(SchemaLocation.of(BASE + schema), config).validate(value).stream()
                .sorted(Comparator.comparing(Schemas::isConsequence))
                .limit(MOST_PROBLEMS)
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** A part that failed takes the fields it describes with it, which then count as unknown. */
    private static boolean isConsequence(ValidationMessage message) {
        return message.getType().equals("unevaluatedProperties");
    }
}
