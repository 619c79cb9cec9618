package org.gatecast.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.transport.ClientFrameDecoder.FrameEvent.CLOSE;
import static org.gatecast.transport.ClientFrameDecoder.FrameEvent.COMPRESSED;
import static org.gatecast.transport.ClientFrameDecoder.FrameEvent.IGNORED;
import static org.gatecast.transport.ClientFrameDecoder.FrameEvent.MALFORMED;
import static org.gatecast.transport.ClientFrameDecoder.FrameEvent.PING;
import static org.gatecast.transport.ClientFrameDecoder.FrameEvent.PONG;
import static org.gatecast.transport.ClientFrameDecoder.FrameEvent.TOO_LARGE;
import static org.gatecast.transport.ClientFrameDecoder.FrameEvent.TOO_MANY;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.gatecast.transport.ClientFrameDecoder.FrameEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientFrameDecoderTest {
    private static final int LIMIT = 1024;
    private static final int TEXT = 0x81;
    private static final int FIN = 0x80;

    /** The longest header there is. */
    private static final int HEADER_BYTES = 14;

    private final List<FrameEvent> events = new ArrayList<>();
    private final List<String> payloads = new ArrayList<>();
    private final ClientFrameDecoder decoder =
            new ClientFrameDecoder(new ClientFrameDecoder.FrameLimits(LIMIT, 1_000_000));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 124, 125, 126, 127, 1023, 1024})
    void aFrameUpToTheLimitIsReadAndNothingMadeOfIt(int length) {
        read(frame(TEXT, length));
        assertThat(events).containsExactly(IGNORED);
    }

    @ParameterizedTest
    @ValueSource(ints = {1025, 65_535, 65_536, 1 << 20})
    void aLongerOneIsRefusedAtItsHeader(int length) {
        read(header(TEXT, length));
        assertThat(events).containsExactly(TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1L << 31, (1L << 32) + 5, 1L << 62, Long.MAX_VALUE, -1, Long.MIN_VALUE, Long.MIN_VALUE + 5})
    void aLengthBeyondAllBoundsIsTooBigWhateverItsLowBitsSay(long length) {
        read(Unpooled.buffer().writeByte(TEXT).writeByte(0xFF).writeLong(length));
        assertThat(events).containsExactly(TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"81fe0000", "81fe007d", "82ff0000000000000080", "82ff000000000000ffff"})
    void aLengthIsWrittenInAsFewBytesAsItTakes(String header) {
        new ClientFrameDecoder(new ClientFrameDecoder.FrameLimits(100_000, 10))
                .read(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(header)), this::note);
        assertThat(events).containsExactly(MALFORMED);
    }

    @Test
    void underAHigherLimitALengthOf64BitsIsALengthToo() {
        ClientFrameDecoder roomy = new ClientFrameDecoder(new ClientFrameDecoder.FrameLimits(100_000, 10));
        roomy.read(frame(TEXT, 70_000), this::note);
        roomy.read(frame(FIN | 0x9, 3), this::note);
        roomy.read(frame(TEXT, 100_001), this::note);
        assertThat(events).containsExactly(IGNORED, PING, TOO_LARGE);
    }

    @Test
    void bytesMayComeOneByOne() {
        ByteBuf all = Unpooled.buffer();
        all.writeBytes(frame(TEXT, 300));
        all.writeBytes(frame(FIN | 0x9, "are you there?"));
        all.writeBytes(frame(0x01, 10));
        all.writeBytes(frame(FIN | 0xA, ""));
        all.writeBytes(frame(0x00, 10));
        all.writeBytes(frame(FIN, 10));
        all.writeBytes(frame(FIN | 0x8, 2));
        while (all.isReadable()) {
            read(all.readSlice(1));
        }
        assertThat(events).containsExactly(IGNORED, PING, IGNORED, PONG, IGNORED, IGNORED, CLOSE);
        assertThat(payloads).contains("are you there?");
    }

    @Property
    void howTheBytesAreCutMakesNoDifference(
            @ForAll @Size(max = 20) List<@IntRange(max = LIMIT) Integer> lengths,
            @ForAll @Size(min = 1, max = 10) List<@IntRange(min = 1, max = 3_000) Integer> cuts) {
        ByteBuf all = Unpooled.buffer();
        lengths.forEach(length -> all.writeBytes(frame(length <= 125 ? FIN | 0x9 : TEXT, length)));
        ClientFrameDecoder any = new ClientFrameDecoder(new ClientFrameDecoder.FrameLimits(LIMIT, 100));
        List<FrameEvent> found = new ArrayList<>();
        for (int i = 0; all.isReadable(); i++) {
            any.read(
                    all.readSlice(Math.min(cuts.get(i % cuts.size()), all.readableBytes())),
                    (frameEvent, payload) -> found.add(frameEvent));
        }
        assertThat(found)
                .isEqualTo(lengths.stream()
                        .map(length -> length <= 125 ? PING : IGNORED)
                        .toList());
    }

    @Test
    void thePayloadOfAControlFrameIsUnmasked() {
        read(frame(FIN | 0x9, "žluťoučký kůň"));
        assertThat(events).containsExactly(PING);
        assertThat(payloads).containsExactly("žluťoučký kůň");
    }

    @Test
    void whatIsNotMaskedIsNoClientsFrame() {
        read(Unpooled.buffer().writeByte(TEXT).writeByte(2).writeShort(0x4142));
        assertThat(events).containsExactly(MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({
        "0x83, an opcode for data that means nothing yet",
        "0x87, another",
        "0x8B, one for control",
        "0x8F, another",
        "0xA1, RSV2",
        "0x91, RSV3",
        "0xB1, both",
        "0x09, a ping in fragments",
        "0x08, a close in fragments",
        "0xC9, a compressed ping",
        "0x80, a continuation of nothing",
        "0x00, another"
    })
    void whatTheProtocolDoesNotKnowIsMalformed(String first, String why) {
        read(frame(Integer.decode(first), 5));
        assertThat(events).as(why).containsExactly(MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x8, 0x9, 0xA})
    void aControlFrameIsShort(int opcode) {
        read(frame(FIN | opcode, 125));
        read(frame(FIN | opcode, 126));
        assertThat(events).hasSize(2).last().isEqualTo(MALFORMED);
    }

    @Test
    void aCloseHasAWholeCodeOrNone() {
        read(frame(FIN | 0x8, 1));
        assertThat(events).containsExactly(MALFORMED);
    }

    @Test
    void aMessageInFragmentsMustGoOnUntilItsEnd() {
        read(frame(0x01, 5));
        read(frame(TEXT, 5));
        assertThat(events).containsExactly(IGNORED, MALFORMED);
    }

    @Test
    void aCompressedFrameIsSaidToBeOne() {
        read(frame(TEXT | 0x40, 5));
        assertThat(events).containsExactly(COMPRESSED);
    }

    @Test
    void afterTheEndNothingIsRead() {
        read(frame(TEXT | 0x40, 5));
        read(frame(FIN | 0x9, 5));
        assertThat(events).containsExactly(COMPRESSED);
    }

    @Test
    void whatWasForgottenIsNotReadEither() {
        read(frame(TEXT, 5).readSlice(4));
        decoder.stop();
        read(frame(FIN | 0x9, 5));
        assertThat(events).isEmpty();
    }

    @Test
    void tooManyFramesAreAFlood() {
        ClientFrameDecoder strict = new ClientFrameDecoder(new ClientFrameDecoder.FrameLimits(LIMIT, 3));
        for (int i = 0; i < 5; i++) {
            strict.read(frame(FIN | 0xA, 0), this::note);
        }
        assertThat(events).containsExactly(PONG, PONG, PONG, TOO_MANY);
    }

    @Test
    void manyFramesAtOnceAreAFloodToo() {
        ByteBuf all = Unpooled.buffer();
        for (int i = 0; i < 5; i++) {
            all.writeBytes(frame(TEXT, 1));
        }
        new ClientFrameDecoder(new ClientFrameDecoder.FrameLimits(LIMIT, 3)).read(all, this::note);
        assertThat(events).containsExactly(IGNORED, IGNORED, IGNORED, TOO_MANY);
    }

    @Property(tries = 10_000)
    void noBytesMakeItThrowAndWhatItWaitsForIsShort(
            @ForAll @Size(max = 64) byte[] random, @ForAll @IntRange(min = 1, max = 64) int cut) {
        ClientFrameDecoder any = new ClientFrameDecoder(new ClientFrameDecoder.FrameLimits(LIMIT, 100));
        List<FrameEvent> found = new ArrayList<>();
        ByteBuf bytes = Unpooled.wrappedBuffer(random);
        while (bytes.isReadable()) {
            any.read(
                    bytes.readSlice(Math.min(cut, bytes.readableBytes())),
                    (frameEvent, payload) -> found.add(frameEvent));
        }
        // Zeroes complete whatever frame was begun, if it may be completed at all, and are malformed after it.
        any.read(
                Unpooled.wrappedBuffer(new byte[HEADER_BYTES + LIMIT + 2]),
                (frameEvent, payload) -> found.add(frameEvent));
        assertThat(found.get(found.size() - 1)).isIn(MALFORMED, TOO_LARGE, COMPRESSED, TOO_MANY);
    }

    private void read(ByteBuf bytes) {
        decoder.read(bytes, this::note);
    }

    private void note(FrameEvent frameEvent, ByteBuf payload) {
        events.add(frameEvent);
        payloads.add(payload.toString(StandardCharsets.UTF_8));
    }

    private static ByteBuf header(int first, int length) {
        ByteBuf header = Unpooled.buffer().writeByte(first);
        if (length < 126) {
            return header.writeByte(0x80 | length);
        }
        return length < 65_536
                ? header.writeByte(0x80 | 126).writeShort(length)
                : header.writeByte(0x80 | 127).writeLong(length);
    }

    private static ByteBuf frame(int first, int length) {
        return frame(first, "x".repeat(length));
    }

    private static ByteBuf frame(int first, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] mask = {0x12, (byte) 0xF4, 0x56, 0x78};
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= mask[i % mask.length];
        }
        return header(first, payload.length).writeBytes(mask).writeBytes(payload);
    }
}
