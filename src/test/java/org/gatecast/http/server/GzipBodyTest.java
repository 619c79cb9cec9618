package org.gatecast.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatecast.testing.GzippedBytes.gzip;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;
import org.junit.jupiter.api.Test;

class GzipBodyTest {
    private static final byte[] BODY = "{\"results\": []}".repeat(100).getBytes(UTF_8);
    private static final int LIMIT = 1 << 20;

    @Test
    void aBodyOfAnyLengthIsInflated() {
        Random random = new Random(4);
        for (int length : new int[] {0, 1, 2, 100, 4_096, 100_000, LIMIT}) {
            byte[] noise = new byte[length];
            random.nextBytes(noise);
            assertThat(read(gzip(noise))).isEqualTo(noise);
            assertThat(read(gzip(new byte[length]))).isEqualTo(new byte[length]);
        }
    }

    @Test
    void aHeaderMayHaveAllItsFields() {
        byte[] plain = gzip(BODY);
        ByteArrayOutputStream named = new ByteArrayOutputStream();
        named.write(plain, 0, 3);
        named.write(0x02 | 0x04 | 0x08 | 0x10);
        named.write(plain, 4, 6);
        named.writeBytes(new byte[] {3, 0, 'a', 'b', 'c'});
        named.writeBytes("export.xml\0a comment\0".getBytes(UTF_8));
        named.writeBytes(new byte[] {1, 2});
        named.write(plain, 10, plain.length - 10);

        assertThat(read(named.toByteArray())).isEqualTo(BODY);
    }

    @Test
    void aBodyAboveTheLimitIsRefusedBeforeItIsInflated() {
        byte[] bomb = gzip(new byte[LIMIT + 1]);

        assertThatThrownBy(() -> GzipBody.length(bomb, LIMIT))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.PayloadTooLarge));
    }

    @Test
    void aBodyThatIsLongerThanItSaysIsInflatedNoFurther() {
        byte[] bomb = gzip(new byte[50 << 20]);
        bomb[bomb.length - 1] = 0;
        bomb[bomb.length - 2] = 0;
        bomb[bomb.length - 3] = 1;
        assertThat(GzipBody.length(bomb, LIMIT)).isEqualTo(256);

        assertDamaged(bomb);
    }

    @Test
    void aBodyThatIsCutOffAnywhereIsRefused() {
        byte[] whole = gzip(BODY);
        for (int length = 0; length < whole.length; length++) {
            assertDamaged(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void aBodyWithOneByteChangedIsRefusedOrTheSame() {
        byte[] whole = gzip(BODY);
        for (int at = 0; at < whole.length; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x20;
            try {
                // Time and system in the header, and the bits after the end of the data, do not matter.
                assertThat(read(damaged)).as("byte %s", at).isEqualTo(BODY);
            } catch (RefusedException refused) {
                assertThat(refused.refusal().code()).isIn(ErrorCode.InvalidRequest, ErrorCode.PayloadTooLarge);
            }
        }
    }

    @Test
    void nothingMayFollow() {
        byte[] whole = gzip(BODY);
        for (byte[] garbage : new byte[][] {{0}, {0, 0, 0, 0}, whole, gzip(new byte[0]), "garbage".getBytes(UTF_8)}) {
            ByteArrayOutputStream more = new ByteArrayOutputStream();
            more.writeBytes(whole);
            more.writeBytes(garbage);
            assertThatThrownBy(() -> read(more.toByteArray())).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void whatIsNoGzipIsRefused() {
        UnaryOperator<byte[]> otherMethod = bytes -> {
            bytes[2] = 7;
            return bytes;
        };
        assertDamaged(new byte[0]);
        assertDamaged(new byte[18]);
        assertDamaged(Arrays.copyOf(BODY, 18));
        assertDamaged(otherMethod.apply(gzip(BODY)));
        byte[] endlessName = new byte[64];
        Arrays.fill(endlessName, (byte) 'a');
        System.arraycopy(new byte[] {0x1f, (byte) 0x8b, 8, 8}, 0, endlessName, 0, 4);
        Arrays.fill(endlessName, 60, 64, (byte) 0);
        assertDamaged(endlessName);
    }

    private static byte[] read(byte[] gzip) {
        return GzipBody.inflate(gzip, GzipBody.length(gzip, LIMIT));
    }

    private static void assertDamaged(byte[] gzip) {
        assertThatThrownBy(() -> read(gzip))
                .isInstanceOf(RefusedException.class)
                .satisfies(failure -> assertThat(
                                ((RefusedException) failure).refusal().code())
                        .isIn(ErrorCode.InvalidRequest, ErrorCode.PayloadTooLarge));
    }
}
