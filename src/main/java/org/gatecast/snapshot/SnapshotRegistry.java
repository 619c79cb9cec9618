package org.gatecast.snapshot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gatecast.model.EventId;
import org.gatecast.model.EventKey;

/**
 * The last committed picture of every event. The store hangs a picture up after its commit and before it acknowledges
 * the call, so that whoever was answered reads what he wrote; reads cost no SQL and no lock. Any thread.
 */
public final class SnapshotRegistry {
    private volatile Map<EventId, EventSnapshot> pictures = Map.of();
    private volatile Map<String, Held> keys = Map.of();

    /** Whose a key is. */
    private record Held(EventId eventId, EventKey key) {}

    /** An event as it stands, and the one of its keys by which it was found. */
    public record Opened(EventSnapshot snapshot, EventKey key) {}

    /** Replaces or adds an event's picture. */
    public synchronized void put(EventSnapshot snapshot) {
        Map<EventId, EventSnapshot> next = new LinkedHashMap<>(pictures);
        EventSnapshot last = next.put(snapshot.meta().eventId(), snapshot);
        pictures = Collections.unmodifiableMap(next);
        if (last == null || !last.meta().keys().equals(snapshot.meta().keys())) {
            reindex();
        }
    }

    /** What hung here goes, all at once. */
    public synchronized void replaceAll(Collection<EventSnapshot> others) {
        Map<EventId, EventSnapshot> next = new LinkedHashMap<>();
        others.forEach(snapshot -> next.put(snapshot.meta().eventId(), snapshot));
        pictures = Collections.unmodifiableMap(next);
        reindex();
    }

    public synchronized void remove(EventId eventId) {
        Map<EventId, EventSnapshot> next = new LinkedHashMap<>(pictures);
        next.remove(eventId);
        pictures = Collections.unmodifiableMap(next);
        reindex();
    }

    public Optional<EventSnapshot> find(EventId eventId) {
        return Optional.ofNullable(pictures.get(eventId));
    }

    /** The event, unless it is a draft, which the public cannot see. */
    public Optional<EventSnapshot> findPublic(EventId eventId) {
        return find(eventId).filter(snapshot -> snapshot.meta().status().isPublic());
    }

    /**
     * The event a key belongs to, whether the key still works or not. Looked up by the key's digest, so that the time
     * taken tells nothing of the key.
     */
    public Optional<Opened> findByKey(String apiKey) {
        Held held = keys.get(digest(apiKey));
        return held == null ? Optional.empty() : find(held.eventId).map(snapshot -> new Opened(snapshot, held.key));
    }

    /** Every event, drafts too: one unchanging collection until the next commit. */
    public Collection<EventSnapshot> all() {
        return pictures.values();
    }

    private void reindex() {
        Map<String, Held> next = new LinkedHashMap<>();
        for (EventSnapshot snapshot : pictures.values()) {
            for (EventKey key : snapshot.meta().keys().all()) {
                next.put(digest(key.value()), new Held(snapshot.meta().eventId(), key));
            }
        }
        keys = Collections.unmodifiableMap(next);
    }

    private static String digest(String apiKey) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(apiKey.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
