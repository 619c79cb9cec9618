package org.gatecast.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatecast.snapshot.PublicJson;
import org.junit.jupiter.api.Test;

/** Responses are kept for the caller next, and no more of them than there is room for. */
class ResponseCacheTest {
    private static final long MIB = 1 << 20;

    private final ResponseCache cache = new ResponseCache(16 * MIB);

    @Test
    void anAnswerIsMadeOnceForAsLongAsItsSourceStands() {
        Object source = new Object();
        EncodedResponse first = get("a", source, 10);
        assertThat(get("a", source, 10)).isSameAs(first);
        assertThat(get("a", new Object(), 10)).isNotSameAs(first);
    }

    @Test
    void manyLargeAnswersTakeNoMoreThanTheirShareOfTheHeap() {
        for (int i = 0; i < 1_000; i++) {
            get(i, this, 100_000);
            assertThat(cache.cachedBytes()).isBetween(200_000L, MIB);
        }
    }

    @Test
    void aNewVersionTakesThePlaceOfTheOldOne() {
        for (int i = 0; i < 1_000; i++) {
            get("a", new Object(), 100_000);
        }
        assertThat(cache.cachedBytes()).isBetween(200_000L, 210_000L);
    }

    @Test
    void soDoImages() {
        for (int i = 0; i < 100; i++) {
            cache.putImage("image " + i, EncodedResponse.cached("image/png", "no-cache", new byte[300_000]));
            assertThat(cache.image("image " + i)).isNotNull();
            assertThat(cache.cachedBytes()).isLessThanOrEqualTo(MIB);
        }
    }

    private EncodedResponse get(Object key, Object source, int length) {
        return cache.get(key, source, () -> PublicJson.document(json -> json.writeString("a".repeat(length))));
    }
}
