package org.gatecast.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of one event: the newest, and replaced ones in their grace period. Empty if all were revoked.
 *
 * @param all oldest first
 */
public record EventKeyRing(List<EventKey> all) {
    public static final int MAX_KEYS = 16;

    public EventKeyRing {
        all = List.copyOf(all);
    }

    public static EventKeyRing of(EventKey only) {
        return new EventKeyRing(List.of(only));
    }

    /** The newest key that works at {@code now}. */
    public Optional<EventKey> newest(Instant now) {
        return newestFirst().stream().filter(key -> key.isValidAt(now)).findFirst();
    }

    public Optional<EventKey> find(String id) {
        return all.stream().filter(key -> key.id().equals(id)).findFirst();
    }

    public List<EventKey> newestFirst() {
        List<EventKey> keys = new ArrayList<>(all);
        Collections.reverse(keys);
        return keys;
    }

    /**
     * The keys after {@code next} replaces the others; keys whose grace period is over are removed.
     *
     * @param grace how long the others still work; a key that already has an earlier end keeps it
     */
    public EventKeyRing replacedBy(EventKey next, Duration grace) {
        Instant end = next.createdAt().plus(grace);
        Stream<EventKey> others =
                all.stream().map(key -> key.endingBy(end)).filter(key -> key.isValidAt(next.createdAt()));
        return new EventKeyRing(Stream.concat(others, Stream.of(next)).toList());
    }

    /** These keys after a call with one of them was accepted. */
    public EventKeyRing withUse(String id, Instant at) {
        return new EventKeyRing(all.stream()
                .map(key -> key.id().equals(id) ? key.accepted(at) : key)
                .toList());
    }

    public EventKeyRing without(String id) {
        return new EventKeyRing(all.stream().filter(key -> !key.id().equals(id)).toList());
    }
}
