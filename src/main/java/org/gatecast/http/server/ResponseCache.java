package org.gatecast.http.server;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.gatecast.snapshot.PublicJson;

/**
 * Public responses, encoded once for each source. A newer snapshot, table or list is another object and replaces the entry. One
 * for all event loops.
 */
public final class ResponseCache {
    private static final int MAX_ENTRIES = 4_096;
    private static final int MAX_IMAGES = 64;
    /** The part of the heap for responses, and as much for images. */
    private static final int HEAP_DIVISOR = 16;

    private final long maxBytes;
    private final ConcurrentMap<Object, Entry> entries = new ConcurrentHashMap<>();

    /** By the event's generation and the version that set the image: such an image never changes. */
    private final ConcurrentMap<String, EncodedResponse> images = new ConcurrentHashMap<>();

    private long entriesBytes;
    private long imagesBytes;

    private record Entry(Object source, EncodedResponse response) {}

    public ResponseCache() {
        this(Runtime.getRuntime().maxMemory());
    }

    ResponseCache(long heapBytes) {
        maxBytes = heapBytes / HEAP_DIVISOR;
    }

    /**
     * The response under {@code key} encoded from {@code source}.
     *
     * @param key of this response alone; the number of keys must be bounded by what exists, not by what clients request
     */
    public EncodedResponse get(Object key, Object source, Supplier<PublicJson.Document> document) {
        Entry entry = entries.get(key);
        if (entry == null || !isSame(entry.source, source)) {
            entry = new Entry(
                    source,
                    EncodedResponse.cached(
                            JsonResponses.TYPE, "no-cache", document.get().toByteArray()));
            put(key, entry);
        }
        return entry.response;
    }

    /** When there are too many by number or bytes, all are removed. Those that are requested are encoded again. */
    private synchronized void put(Object key, Entry entry) {
        if (entries.size() >= MAX_ENTRIES || entriesBytes + entry.response.maxBytes() > maxBytes) {
            entries.clear();
            entriesBytes = 0;
        }
        Entry before = entries.put(key, entry);
        entriesBytes += entry.response.maxBytes() - (before == null ? 0 : before.response.maxBytes());
    }

    /** The most bytes that responses and images take, compressed forms included. */
    synchronized long cachedBytes() {
        return entriesBytes + imagesBytes;
    }

    /** The image of an event, {@code null} before {@link #putImage}. */
    public EncodedResponse image(String key) {
        return images.get(key);
    }

    public synchronized void putImage(String key, EncodedResponse image) {
        if (images.size() >= MAX_IMAGES || imagesBytes + image.maxBytes() > maxBytes) {
            images.clear();
            imagesBytes = 0;
        }
        EncodedResponse before = images.put(key, image);
        imagesBytes += image.maxBytes() - (before == null ? 0 : before.maxBytes());
    }

    @SuppressWarnings("ReferenceEquality") // Sources are immutable: another object means another version.
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }
}
