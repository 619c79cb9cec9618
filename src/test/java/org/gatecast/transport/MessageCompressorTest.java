package org.gatecast.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.IndependentInflater.LARGEST_WINDOW_BITS;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.Random;
import org.gatecast.snapshot.PublicJson;
import org.gatecast.testing.IndependentInflater;
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
        SpectatorMessage first = message(noise(2_000));
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
            SpectatorMessage message = message(random.nextBoolean() ? text : text.replaceAll("[a-z]", "a"));
            assertThat(client.inflate(compressed(message))).isEqualTo(bytes(message));
        }
    }

    @Test
    void aMessageThatJustFillsTheOutputDecodes() {
        for (int length = 1_150; length < 1_400; length++) {
            MessageCompressor fresh = new MessageCompressor();
            SpectatorMessage message = message(noise(length));
            byte[] compressed = payload(fresh, message);
            fresh.close();
            assertThat(new IndependentInflater(LARGEST_WINDOW_BITS, true).inflate(compressed))
                    .isEqualTo(bytes(message));
        }
    }

    @Test
    void afterAFreshStartAMessageNeedsNothingThatCameBefore() {
        SpectatorMessage message = message(noise(2_000));
        compressed(message);
        compressor.resetContext();
        assertThat(new IndependentInflater(LARGEST_WINDOW_BITS, true).inflate(compressed(message)))
                .isEqualTo(bytes(message));
    }

    @Test
    void aClientThatReceivedMoreThanTheWindowStillDecodes() {
        IndependentInflater client = new IndependentInflater(LARGEST_WINDOW_BITS, true);
        for (int i = 0; i < 20; i++) {
            SpectatorMessage message = message(noise(3_000));
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
        SpectatorMessage message = message(part + "!" + part);
        assertThat(message.length()).isLessThanOrEqualTo(1 << bits);
        compressor.resetContext();
        byte[] compressed = compressed(message);
        assertThat(compressed).hasSizeLessThan(message.length());
        assertThat(client.inflate(compressed)).isEqualTo(bytes(message));
    }

    private byte[] compressed(SpectatorMessage message) {
        return payload(compressor, message);
    }

    /** What is in the frame. */
    private static byte[] payload(MessageCompressor compressor, SpectatorMessage message) {
        ByteBuf frame = compressor.compressedFrame(message.jsonArray(), message.length());
        int marker = frame.getByte(1);
        frame.skipBytes(marker < 126 ? 2 : marker == 126 ? 4 : 10);
        byte[] payload = new byte[frame.readableBytes()];
        frame.readBytes(payload).release();
        return payload;
    }

    /** Text that does not compress but for its alphabet. */
    private String noise(int length) {
        assertThat(length).isLessThan(LONGEST);
        StringBuilder text = new StringBuilder(length);
        random.ints(length, '0', 'z').forEach(character -> text.append((char) character));
        return text.toString().replace('\\', '/');
    }

    private static SpectatorMessage message(String text) {
        return new SpectatorMessage("a-1", 1, PublicJson.document(json -> json.writeString(text)));
    }

    private static byte[] bytes(SpectatorMessage message) {
        return Arrays.copyOf(message.jsonArray(), message.length());
    }
}
