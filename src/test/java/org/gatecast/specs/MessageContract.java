package org.gatecast.specs;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.gatecast.specs.SpecFile.Spot;

/** The messages of {@code asyncapi.yaml}. */
final class MessageContract {
    private final Schemas schemas;
    private final Map<String, Spot> payloads = new LinkedHashMap<>();

    /**
     * What was found of a message.
     *
     * @param name the message it is, or comes closest to; {@code null} when it is none
     */
    record Verdict(String name, List<String> problems) {}

    MessageContract(SpecFile file, Schemas schemas) {
        this.schemas = schemas;
        // The event stream has all of the WebSocket's messages, and one more.
        Spot messages = file.at(JsonPointer.compile("/channels/eventStream/messages"));
        messages.node()
                .fieldNames()
                .forEachRemaining(name ->
                        payloads.put(name, messages.child(name).child("payload").child("schema")));
    }

    Set<String> names() {
        return payloads.keySet();
    }

    /** Which message this is, and what is wrong with it. */
    Verdict judge(JsonNode message) {
        for (Map.Entry<String, Spot> candidate : payloads.entrySet()) {
            if (isMeant(candidate.getValue().node(), message)) {
                return new Verdict(candidate.getKey(), schemas.problems(candidate.getValue(), message));
            }
        }
        return new Verdict(null, List.of("no message has this type and these data"));
    }

    /** Whether the type and, where that is not enough, a name in the data say that a message is meant to be this one. */
    private static boolean isMeant(JsonNode schema, JsonNode message) {
        if (!schema.at("/properties/type/const").equals(message.path("type"))) {
            return false;
        }
        JsonNode names = schema.at("/properties/data/required");
        return !message.path("type").asText().equals("diff")
                || StreamSupport.stream(names.spliterator(), false)
                        .anyMatch(name -> message.path("data").has(name.asText()));
    }
}
