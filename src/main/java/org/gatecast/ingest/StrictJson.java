package org.gatecast.ingest;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/**
 * Reads the values of a {@link JsonBody} strictly, as a stream: only values of the requested kinds. Error messages contain
 * the path: {@code results[3].time}.
 *
 * <p>A reading gets this reader positioned at a value, and must consume the value.
 */
public final class StrictJson {
    private static final int MAX_NUMBER_CHARS = 40;

    private final JsonParser parser;

    private StrictJson(JsonParser parser) {
        this.parser = parser;
    }

    public interface Reading<T> {
        T from(StrictJson json) throws IOException;
    }

    interface ItemReading {
        void read(StrictJson json) throws IOException;
    }

    /** Reads the value of one field of an object. */
    interface FieldReading {
        void read(String name, StrictJson json) throws IOException;
    }

    /** A reader of the value that {@code parser} stands on. */
    public static StrictJson at(JsonParser parser) {
        return new StrictJson(parser);
    }

    /**
     * The object here, bound to a record by Jackson. A refusal by the record's constructor is thrown as it is.
     *
     * @param reader whose deserializers read with {@link #at}
     */
    public <T> T bind(ObjectReader reader, Class<T> type) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrongKind("an object");
        }
        try {
            return reader.readValue(parser, type);
        } catch (ValueInstantiationException e) {
            if (e.getCause() instanceof RefusedException refused) {
                throw refused;
            }
            throw e;
        }
    }

    /** A foreign name for a message: on one line and never long. */
    public static String shortened(String name) {
        return QuotedText.truncated(name, MAX_NUMBER_CHARS);
    }

    /** Calls {@code fields} for each field of the current object; it must read the value or {@link #skip} it. */
    void object(FieldReading fields) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw wrongKind("an object");
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            fields.read(name, this);
        }
    }

    /**
     * Calls {@code item} for each item of the current list, which must not be {@code null}; it must read or
     * {@link #skip} it.
     */
    void items(ItemReading item) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw wrongKind("a list");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            item.read(this);
        }
    }

    /** The current list, which must not be {@code null}. */
    public <T> List<T> list(int maxItems, Reading<T> item) throws IOException {
        List<T> items = new ArrayList<>();
        items(json -> {
            if (items.size() == maxItems) {
                throw refuse("is one more than the " + maxItems + " allowed");
            }
            items.add(item.from(json));
        });
        return items;
    }

    void skip() throws IOException {
        parser.skipChildren();
    }

    /** The context around the current value, for {@link #skipToEnd}. */
    JsonStreamContext enclosingContext() {
        JsonStreamContext context = parser.getParsingContext();
        return parser.currentToken().isStructStart() ? context.getParent() : context;
    }

    /** Skips to the end of the value for which {@link #enclosingContext} was called, wherever within it a reading stopped. */
    void skipToEnd(JsonStreamContext around) throws IOException {
        while (parser.getParsingContext() != around) {
            parser.nextToken();
        }
    }

    boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    boolean isText() {
        return parser.currentToken() == JsonToken.VALUE_STRING;
    }

    /** The current number, {@code null} for {@code null}; {@code 95.0} counts as whole. */
    public Integer wholeNumber(int min, int max) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                double number = parser.getTextLength() > MAX_NUMBER_CHARS ? Double.NaN : parser.getDoubleValue();
                if (number != Math.rint(number) || number < min || number > max) {
                    throw refuse("must be a whole number from " + min + " to " + max + ", not "
                            + QuotedText.truncated(parser.getText(), MAX_NUMBER_CHARS));
                }
                yield (int) number;
            }
            default -> throw wrongKind("a whole number from " + min + " to " + max);
        };
    }

    /** The current text without surrounding white space; {@code null} for {@code null} and for blank text. */
    public String text(int maxChars) throws IOException {
        String text = verbatimText();
        if (text == null || text.isBlank()) {
            return null;
        }
        String stripped = text.strip();
        if (stripped.length() > maxChars) {
            throw refuse("must have at most " + maxChars + " characters, not " + stripped.length());
        }
        if (!isClean(stripped)) {
            throw refuse("must not contain control characters or halves of characters");
        }
        return stripped;
    }

    /** The current text unchanged, however long. */
    public String verbatimText() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_STRING -> parser.getText();
            default -> throw wrongKind("text");
        };
    }

    /**
     * Where the current text begins in the bytes of the body, behind its quote; 0 if the body is not in UTF-8. The text is
     * checked when the reader moves on.
     */
    int textOffset() {
        if (!isText()) {
            throw wrongKind("text");
        }
        return (int) parser.currentTokenLocation().getByteOffset() + 1;
    }

    /** Whether the current value is {@code true}; any other value is skipped. */
    boolean skipUnlessTrue() throws IOException {
        boolean isTrue = parser.currentToken() == JsonToken.VALUE_TRUE;
        skip();
        return isTrue;
    }

    public Boolean flag() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> null;
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw wrongKind("true or false");
        };
    }

    /** The one of {@code choices} with the current text as its name; {@code null} for {@code null}. */
    public <T> T choice(T[] choices, Function<T, String> name) throws IOException {
        String text = verbatimText();
        if (text == null) {
            return null;
        }
        for (T choice : choices) {
            if (name.apply(choice).equals(text)) {
                return choice;
            }
        }
        String names = Arrays.stream(choices).map(name).collect(Collectors.joining(", "));
        throw refuse("must be one of " + names + ", not " + QuotedText.of(text));
    }

    /** The current text in quotes, on one line and never long; empty if the value is no text. */
    public String quotedText() throws IOException {
        return isText() ? QuotedText.of(parser.getText()) : "";
    }

    public RefusedException refuse(String problem) {
        String path = path();
        return refusal((path.isEmpty() ? "the body" : path) + ' ' + problem);
    }

    /** A refusal of a field of the object just read. */
    RefusedException refuseField(String name, String problem) {
        String path = path();
        return refusal((path.isEmpty() ? name : path + '.' + name) + ' ' + problem);
    }

    private RefusedException wrongKind(String wanted) {
        return refuse("must be " + wanted + ", not " + kind(parser.currentToken()));
    }

    static RefusedException refusal(String message) {
        return new RefusedException(ErrorCode.InvalidRequest, message);
    }

    private String path() {
        return JsonPath.of(parser.getParsingContext());
    }

    private static boolean isClean(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "a list";
            case VALUE_STRING -> "text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            default -> "nothing";
        };
    }
}
