package org.gatecast.http.admin;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.gatecast.ingest.StrictJson;
import org.gatecast.model.ResultUpdate.Field;

/** Reads the values of admin bodies as strictly as those of ingest bodies, with the same messages. */
final class BodyDeserializers {
    private BodyDeserializers() {}

    /** Reads the current value, {@code null} included. */
    @FunctionalInterface
    interface ValueReader<T> {
        T read(StrictJson json) throws IOException;
    }

    /** Reads a value with {@link StrictJson}. A field that is absent is {@code null}. */
    static final class ValueDeserializer<T> extends StdDeserializer<T> {
        private static final long serialVersionUID = 1L;

        private final transient ValueReader<? extends T> reader;

        ValueDeserializer(Class<T> type, ValueReader<? extends T> reader) {
            super(type);
            this.reader = reader;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return reader.read(StrictJson.at(parser));
        }

        @Override
        public T getNullValue(DeserializationContext context) {
            try {
                return reader.read(StrictJson.at(context.getParser()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return null;
        }
    }

    /** Tells a field that is absent from one that is {@code null}. */
    static final class FieldDeserializer extends StdDeserializer<Field<?>> implements ContextualDeserializer {
        private static final long serialVersionUID = 1L;

        private final transient JsonDeserializer<?> content;

        FieldDeserializer() {
            this(null);
        }

        private FieldDeserializer(JsonDeserializer<?> content) {
            super(Field.class);
            this.content = content;
        }

        @Override
        public JsonDeserializer<?> createContextual(DeserializationContext context, BeanProperty property)
                throws JsonMappingException {
            return new FieldDeserializer(
                    context.findContextualValueDeserializer(property.getType().containedType(0), property));
        }

        @Override
        public Field<?> deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return Field.of(content.deserialize(parser, context));
        }

        @Override
        public Field<?> getNullValue(DeserializationContext context) throws JsonMappingException {
            return Field.of(content.getNullValue(context));
        }

        @Override
        public Object getAbsentValue(DeserializationContext context) {
            return Field.absent();
        }
    }

    /** Refuses unknown fields by their name, with the names of all fields. A misspelt field would silently do nothing. */
    static final class UnknownFields extends DeserializationProblemHandler {
        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object bodyOrClass,
                String name) {
            Class<?> type = bodyOrClass instanceof Class<?> bodyClass ? bodyClass : bodyOrClass.getClass();
            String known = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getName)
                    .collect(Collectors.joining(", "));
            throw BodyChecks.refusal(StrictJson.shortened(name) + " is unknown; the fields of this call are " + known);
        }
    }
}
