package org.gatecast.http.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gatecast.web.Preview;
import org.junit.jupiter.api.Test;

class PreviewCacheTest {
    private final List<Preview> drawn = new ArrayList<>();
    private final PreviewCache cache = new PreviewCache(preview -> {
        drawn.add(preview);
        return new byte[] {1};
    });

    @Test
    void anImageIsDrawnOnceForAsLongAsItsContentIsTheSame() {
        assertThat(cache.find(preview(1))).isNull();

        cache.findOrDraw(preview(1));

        assertThat(cache.find(preview(1))).isSameAs(cache.findOrDraw(preview(1)));
        assertThat(cache.find(preview(2))).isNull();
        assertThat(drawn).containsExactly(preview(1));
    }

    @Test
    void theImageThatWasNotAskedForTheLongestTimeIsForgotten() {
        for (int i = 0; i < PreviewCache.MAX_IMAGES; i++) {
            cache.findOrDraw(preview(i));
        }
        cache.find(preview(0));

        cache.findOrDraw(preview(PreviewCache.MAX_IMAGES));

        assertThat(cache.find(preview(0))).isNotNull();
        assertThat(cache.find(preview(1))).isNull();
    }

    private static Preview preview(int number) {
        return new Preview("", "", "", "Race " + number, "", "", List.of());
    }
}
