package org.gatecast.specs;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * One of the YAML files in {@code specs/}.
 *
 * @param name the file's name, by which the other refers to it
 */
record SpecFile(String name, JsonNode root) {
    private static final Path DIRECTORY = Path.of("specs");

    static SpecFile read(String name) {
        try {
            return new SpecFile(
                    name, new YAMLMapper().readTree(DIRECTORY.resolve(name).toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException("specs/" + name + " is unreadable", e);
        }
    }

    /** The value at a pointer, or the one it refers to. */
    Spot at(JsonPointer pointer) {
        JsonNode node = root.at(pointer);
        if (node.isMissingNode()) {
            throw new IllegalArgumentException("specs/" + name + " has nothing at " + pointer);
        }
        JsonNode ref = node.get("$ref");
        // A schema may say more beside its reference; anything else is the reference.
        if (ref != null && node.size() == 1 && ref.textValue().startsWith("#")) {
            return at(JsonPointer.compile(ref.textValue().substring(1)));
        }
        return new Spot(this, pointer, node);
    }

    /** A value and where it stands. */
    record Spot(SpecFile file, JsonPointer pointer, JsonNode node) {
        boolean has(String name) {
            return node.has(name);
        }

        Spot child(String name) {
            return file.at(pointer.appendProperty(name));
        }

        @Override
        public String toString() {
            return file.name + "#" + pointer;
        }
    }
}
