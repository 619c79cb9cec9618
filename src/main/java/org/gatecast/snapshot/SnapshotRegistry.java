package org.gatecast.snapshot;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatecast.model.EventId;
import org.gatecast.model.EventKey;

/**
 * The last committed snapshot of every event. The store puts a snapshot here after the commit and before it replies, so
 * that a client that got the response reads its own change. Reads need neither SQL nor a lock. Any thread.
 */
public final class SnapshotRegistry {
    private volatile Map<EventId, EventSnapshot> snapshots = Map.of();
    private volatile Map<String, IndexedKey> keys = Map.of();

    private volatile long currentAt = System.nanoTime();
    private Map<EventId, List<VersionChange>> earlierChanges = Map.of();

    private record IndexedKey(EventId eventId, EventKey key) {}

    /** An event's last snapshot, and the key by which it was found. */
    public record EventKeyMatch(EventSnapshot snapshot, EventKey key) {}

    public synchronized void put(EventSnapshot snapshot) {
        Map<EventId, EventSnapshot> next = new LinkedHashMap<>(snapshots);
        EventSnapshot last = next.put(snapshot.meta().eventId(), snapshot);
        snapshots = Collections.unmodifiableMap(next);
        if (last == null || !last.meta().keys().equals(snapshot.meta().keys())) {
            reindex();
        }
    }

    public synchronized void replaceAll(Collection<EventSnapshot> others) {
        Map<EventId, EventSnapshot> next = new LinkedHashMap<>();
        others.forEach(snapshot -> next.put(snapshot.meta().eventId(), snapshot));
        snapshots = Collections.unmodifiableMap(next);
        reindex();
    }

    public synchronized void remove(EventId eventId) {
        Map<EventId, EventSnapshot> next = new LinkedHashMap<>(snapshots);
        next.remove(eventId);
        snapshots = Collections.unmodifiableMap(next);
        reindex();
    }

    /**
     * Keeps the changes before the snapshots with which the service starts.
     *
     * @param changes per event, in order of version
     */
    public synchronized void putEarlierChanges(Map<EventId, List<VersionChange>> changes) {
        earlierChanges = Map.copyOf(changes);
    }

    /** Returns what {@link #putEarlierChanges} got, once. */
    public synchronized Map<EventId, List<VersionChange>> takeEarlierChanges() {
        Map<EventId, List<VersionChange>> changes = earlierChanges;
        earlierChanges = Map.of();
        return changes;
    }

    /**
     * The database had nothing newer than these snapshots.
     *
     * @param nanos when it was asked, a {@link System#nanoTime}
     */
    public void putCurrentAt(long nanos) {
        currentAt = nanos;
    }

    /** Whether the database had nothing newer at some time since {@code nanos}, a {@link System#nanoTime}. */
    public boolean isCurrentSince(long nanos) {
        return currentAt - nanos >= 0;
    }

    public Optional<EventSnapshot> find(EventId eventId) {
        return Optional.ofNullable(snapshots.get(eventId));
    }

    /**
     * The snapshot of an event that the public may see; empty for a draft.
     *
     * @param id any text; one that is no event id is found nowhere
     */
    public Optional<EventSnapshot> findPublic(String id) {
        return EventId.isValid(id)
                ? find(new EventId(id))
                        .filter(snapshot -> snapshot.meta().status().isPublic())
                : Optional.empty();
    }

    /**
     * The event that a key belongs to, even if the key no longer works. The key's digest is looked up, so that the time
     * taken reveals nothing of the key.
     */
    public Optional<EventKeyMatch> findByKey(String apiKey) {
        IndexedKey indexedKey = keys.get(digest(apiKey));
        return indexedKey == null
                ? Optional.empty()
                : find(indexedKey.eventId).map(snapshot -> new EventKeyMatch(snapshot, indexedKey.key));
    }

    /** Every event, drafts too; the collection never changes, each commit makes a new one. */
    public Collection<EventSnapshot> all() {
        return snapshots.values();
    }

    /** The generations of all events. */
    public Set<String> generations() {
        return all().stream().map(snapshot -> snapshot.meta().generation()).collect(Collectors.toSet());
    }

    private void reindex() {
        Map<String, IndexedKey> next = new LinkedHashMap<>();
        for (EventSnapshot snapshot : snapshots.values()) {
            for (EventKey key : snapshot.meta().keys().all()) {
                next.put(digest(key.value()), new IndexedKey(snapshot.meta().eventId(), key));
            }
        }
        keys = Collections.unmodifiableMap(next);
    }

    private static String digest(String apiKey) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return new String(sha.digest(apiKey.getBytes(StandardCharsets.UTF_8)), StandardCharsets.ISO_8859_1);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
