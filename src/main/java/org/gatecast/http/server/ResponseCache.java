package org.gatecast.http.server;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.gatecast.snapshot.PublicJson;

/**
 * Public answers, each encoded once for as long as what it was made of is current. An entry is as old as its source:
 * when a newer picture, table or list is asked for, it is made anew. One for all event loops.
 */
public final class ResponseCache {
    private static final int MAX_ENTRIES = 4_096;
    private static final int MAX_IMAGES = 64;
    /** Of the heap, for answers and images each. */
    private static final int HEAP_DIVISOR = 16;

    private final long maxBytes;
    private final ConcurrentMap<Object, Entry> entries = new ConcurrentHashMap<>();

    /** Images by the event's generation and the version that set them: under that name they never change. */
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
     * The answer under {@code key} made of {@code source}.
     *
     * @param key names the answer, equal to that of the same answer alone; bounded in number by what exists, not by what
     *     is asked for
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

    /** When there are too many, by number or bytes, all go: those that somebody asks for come back. */
    private synchronized void put(Object key, Entry entry) {
        if (entries.size() >= MAX_ENTRIES || entriesBytes + entry.response.maxBytes() > maxBytes) {
            entries.clear();
            entriesBytes = 0;
        }
        Entry before = entries.put(key, entry);
        entriesBytes += entry.response.maxBytes() - (before == null ? 0 : before.response.maxBytes());
    }

    /** How many bytes the kept answers and images may take, compressed forms and all. */
    synchronized long cachedBytes() {
        return entriesBytes + imagesBytes;
    }

    /** The image of an event, {@code null} until it is {@link #putImage kept}. */
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

    @SuppressWarnings("ReferenceEquality") // Sources are immutable; a new object is what says that something changed.
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }
}
