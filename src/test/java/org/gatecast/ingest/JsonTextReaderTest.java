package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The text of a JSON field, read from the body's bytes in pieces. */
class JsonTextReaderTest {
    private static final ObjectMapper PLAIN = new ObjectMapper();
    private static final ObjectMapper ESCAPING =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    @Property
    void aTextIsReadAsItWasWrittenHoweverSmallThePieces(
            @ForAll List<@IntRange(max = Character.MAX_CODE_POINT) Integer> characters,
            @ForAll @IntRange(min = 1, max = 5) int piece)
            throws IOException {
        StringBuilder text = new StringBuilder();
        characters.stream()
                .filter(character -> Character.getType(character) != Character.SURROGATE)
                .forEach(text::appendCodePoint);

        assertThat(read(PLAIN, text.toString(), piece)).isEqualTo(text.toString());
        assertThat(read(ESCAPING, text.toString(), piece)).isEqualTo(text.toString());
    }

    @Test
    void everyEscapeIsUnderstood() throws IOException {
        byte[] body = "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0159\\u00e9\\uD83D\\uDE80\"".getBytes(UTF_8);

        assertThat(read(body, 1, 100)).isEqualTo("\"\\/\b\f\n\r\tř\u00e9\uD83D\uDE80");
    }

    @Test
    void nothingIsReadAtLengthZeroAndTheEndIsToldAgainAndAgain() throws IOException {
        try (JsonTextReader reader = new JsonTextReader("\"a\"".getBytes(UTF_8), 1, "xml")) {
            assertThat(reader.read(new char[3], 1, 0)).isZero();
            assertThat(reader.read()).isEqualTo('a');
            assertThat(reader.read()).isEqualTo(-1);
            assertThat(reader.read()).isEqualTo(-1);
        }
    }

    private static String read(ObjectMapper mapper, String text, int piece) throws IOException {
        return read(quoted(mapper, text), 1, piece);
    }

    private static byte[] quoted(ObjectMapper mapper, String text) throws JsonProcessingException {
        return mapper.writeValueAsBytes(text);
    }

    private static String read(byte[] body, int start, int piece) throws IOException {
        StringBuilder all = new StringBuilder();
        char[] buffer = new char[piece];
        try (JsonTextReader reader = new JsonTextReader(body, start, "xml")) {
            for (int count = reader.read(buffer, 0, piece); count >= 0; count = reader.read(buffer, 0, piece)) {
                all.append(buffer, 0, count);
            }
        }
        return all.toString();
    }
}
