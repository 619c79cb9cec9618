package org.gatecast.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatecast.picture.PublicJson;
import org.junit.jupiter.api.Test;

/** Answers are kept for whoever asks next, and no more of them than there is room for. */
class EncodedCacheTest {
    private static final long MIB = 1 << 20;

    private final EncodedCache cache = new EncodedCache(16 * MIB);

    @Test
    void anAnswerIsMadeOnceForAsLongAsItsSourceStands() {
        Object source = new Object();
        Encoded first = get("a", source, 10);
        assertThat(get("a", source, 10)).isSameAs(first);
        assertThat(get("a", new Object(), 10)).isNotSameAs(first);
    }

    @Test
    void manyLargeAnswersTakeNoMoreThanTheirShareOfTheHeap() {
        for (int i = 0; i < 1_000; i++) {
            get(i, this, 100_000);
            assertThat(cache.keptBytes()).isBetween(200_000L, MIB);
        }
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOldOne() {
        for (int i = 0; i < 1_000; i++) {
            get("a", new Object(), 100_000);
        }
        assertThat(cache.keptBytes()).isBetween(200_000L, 210_000L);
    }

    @Test
    void soDoImages() {
        for (int i = 0; i < 100; i++) {
            cache.keepImage("image " + i, Encoded.kept("image/png", "no-cache", new byte[300_000]));
            assertThat(cache.image("image " + i)).isNotNull();
            assertThat(cache.keptBytes()).isLessThanOrEqualTo(MIB);
        }
    }

    private Encoded get(Object key, Object source, int length) {
        return cache.get(key, source, () -> PublicJson.document(json -> json.writeString("a".repeat(length))));
    }
}
