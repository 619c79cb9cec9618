package org.gatecast.http.pages;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.gatecast.http.server.EncodedResponse;
import org.gatecast.web.Preview;

/**
 * The images of the previews that were asked for last: {@value #MAX_IMAGES} of at most 100 KB. A result that changes a preview makes
 * another entry, and the one before is forgotten in time. Any thread.
 */
final class PreviewCache {
    static final int MAX_IMAGES = 64;
    private static final String AN_HOUR = "public, max-age=3600";

    private final Map<Preview, EncodedResponse> images = new LinkedHashMap<>(MAX_IMAGES, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Preview, EncodedResponse> eldest) {
            return size() > MAX_IMAGES;
        }
    };

    private final Function<Preview, byte[]> png;

    /**
     * @param png draws a preview
     */
    PreviewCache(Function<Preview, byte[]> png) {
        this.png = png;
    }

    /** {@code null} if the image was not drawn or was forgotten. */
    synchronized EncodedResponse find(Preview preview) {
        return images.get(preview);
    }

    /** The image, drawn now if need be. Slow. */
    EncodedResponse findOrDraw(Preview preview) {
        EncodedResponse known = find(preview);
        if (known != null) {
            return known;
        }
        EncodedResponse drawn = EncodedResponse.cached("image/png", AN_HOUR, png.apply(preview));
        synchronized (this) {
            images.put(preview, drawn);
        }
        return drawn;
    }
}
