package org.gatecast.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.gatecast.picture.PublicJson;

/**
 * Public answers, each encoded once for as long as what it was made of is current. An entry is as old as its source:
 * when a newer picture, table or list is asked for, it is made anew. One for all event loops.
 */
public final class EncodedCache {
    private static final int MOST_ENTRIES = 4_096;
    private static final int MOST_IMAGES = 64;

    private final ConcurrentMap<Object, Entry> entries = new ConcurrentHashMap<>();

    /** Images by the event's generation and the version that set them: under that name they never change. */
    private final ConcurrentMap<String, Encoded> images = new ConcurrentHashMap<>();

    private record Entry(Object source, Encoded encoded) {}

    /**
     * The answer under {@code key} made of {@code source}.
     *
     * @param key names the answer, equal to that of the same answer alone; bounded in number by what exists, not by what
     *     is asked for
     */
    Encoded get(Object key, Object source, Supplier<PublicJson.Document> document) {
        Entry entry = entries.get(key);
        if (entry == null || !isSame(entry.source, source)) {
            entry = new Entry(
                    source, Encoded.kept(Json.TYPE, "no-cache", document.get().toByteArray()));
            if (entries.size() >= MOST_ENTRIES) {
                entries.clear();
            }
            entries.put(key, entry);
        }
        return entry.encoded;
    }

    /** The image of an event, {@code null} until it is {@link #keepImage kept}. */
    Encoded image(String key) {
        return images.get(key);
    }

    void keepImage(String key, Encoded image) {
        if (images.size() >= MOST_IMAGES) {
            images.clear();
        }
        images.put(key, image);
    }

    @SuppressWarnings("ReferenceEquality") // Sources are immutable; a new object is what says that something changed.
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }
}
