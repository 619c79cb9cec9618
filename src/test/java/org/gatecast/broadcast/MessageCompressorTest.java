package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.broadcast.IndependentInflater.LARGEST_WINDOW_BITS;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.gatecast.snapshot.PublicJson;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes out is read by a zlib of another make throughout. */
class MessageCompressorTest {
    private static final int LONGEST = 70_000;

    private final MessageCompressor compressor = new MessageCompressor();
    private final Random random = new Random(20261121);

    @AfterEach
    void close() {
        compressor.close();
    }

    @Test
    void aStreamOfMessagesDecodesAndEachBuildsOnThoseBefore() {
        IndependentInflater client = new IndependentInflater(LARGEST_WINDOW_BITS, true);
        RoomMessage first = message(noise(2_000));
        assertThat(client.inflate(compressed(first))).isEqualTo(bytes(first));
        byte[] again = compressed(first);
        assertThat(again).hasSizeLessThan(60);
        assertThat(client.inflate(again)).isEqualTo(bytes(first));
    }

    @Test
    void messagesOfAnySizeAndSortDecodeInOneStream() {
        IndependentInflater client = new IndependentInflater(LARGEST_WINDOW_BITS, true);
        for (int i = 0; i < 500; i++) {
            String text = noise(random.nextInt(1 << random.nextInt(17)));
            RoomMessage message = message(random.nextBoolean() ? text : text.replaceAll("[a-z]", "a"));
            assertThat(client.inflate(compressed(message))).isEqualTo(bytes(message));
        }
    }

    @Test
    void aMessageThatJustFillsTheOutputDecodes() {
        for (int length = 1_150; length < 1_400; length++) {
            MessageCompressor fresh = new MessageCompressor();
            RoomMessage message = message(noise(length));
            fresh.compress(message);
            byte[] compressed = Arrays.copyOf(fresh.output(), fresh.length());
            fresh.close();
            assertThat(new IndependentInflater(LARGEST_WINDOW_BITS, true).inflate(compressed))
                    .isEqualTo(bytes(message));
        }
    }

    @Test
    void afterAFreshStartAMessageNeedsNothingThatCameBefore() {
        RoomMessage message = message(noise(2_000));
        compressed(message);
        compressor.resetContext();
        assertThat(new IndependentInflater(LARGEST_WINDOW_BITS, true).inflate(compressed(message)))
                .isEqualTo(bytes(message));
    }

    @Test
    void whoHasHeardMoreThanTheCompressorRemembersStillUnderstands() {
        IndependentInflater client = new IndependentInflater(LARGEST_WINDOW_BITS, true);
        for (int i = 0; i < 20; i++) {
            RoomMessage message = message(noise(3_000));
            if (i % 7 == 3) {
                compressor.resetContext();
            }
            assertThat(client.inflate(compressed(message))).isEqualTo(bytes(message));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9, 10, 11, 12, 13, 14, 15})
    void aMessageAloneDecodesInAnyWindowThatHoldsIt(int bits) {
        IndependentInflater client = new IndependentInflater(bits, false);
        String part = noise((1 << bits) / 2 - 10);
        RoomMessage message = message(part + "!" + part);
        assertThat(message.length()).isLessThanOrEqualTo(1 << bits);
        compressor.resetContext();
        byte[] compressed = compressed(message);
        assertThat(compressed).hasSizeLessThan(message.length());
        assertThat(client.inflate(compressed)).isEqualTo(bytes(message));
    }

    private byte[] compressed(RoomMessage message) {
        compressor.compress(message);
        return Arrays.copyOf(compressor.output(), compressor.length());
    }

    /** Text that does not compress but for its alphabet. */
    private String noise(int length) {
        assertThat(length).isLessThan(LONGEST);
        StringBuilder text = new StringBuilder(length);
        random.ints(length, '0', 'z').forEach(character -> text.append((char) character));
        return text.toString().replace('\\', '/');
    }

    private static RoomMessage message(String text) {
        return new RoomMessage("a-1", 1, PublicJson.document(json -> json.writeString(text)));
    }

    private static byte[] bytes(RoomMessage message) {
        return message.json().toString(StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
    }
}
