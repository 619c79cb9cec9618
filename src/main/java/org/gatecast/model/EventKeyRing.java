package org.gatecast.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys of one event: the one in use, and those whose place it took and which still work for a while. None when all
 * have been revoked.
 *
 * @param all the oldest first
 */
public record EventKeyRing(List<EventKey> all) {
    /** More at a time would be a mistake of whoever asks for them. */
    public static final int MAX_KEYS = 16;

    public EventKeyRing {
        all = List.copyOf(all);
    }

    public static EventKeyRing of(EventKey only) {
        return new EventKeyRing(List.of(only));
    }

    /** The newest that works at {@code now}, which is the one to hand out. */
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
     * The keys once {@code next} takes the others' place; what has ended by then goes.
     *
     * @param grace how long the others go on working; none ends later than it was to end already
     */
    public EventKeyRing replacedBy(EventKey next, Duration grace) {
        Instant end = next.createdAt().plus(grace);
        Stream<EventKey> others =
                all.stream().map(key -> key.endingBy(end)).filter(key -> key.isValidAt(next.createdAt()));
        return new EventKeyRing(Stream.concat(others, Stream.of(next)).toList());
    }

    /** These keys, one of which a call was accepted with. */
    public EventKeyRing withUse(String id, Instant at) {
        return new EventKeyRing(all.stream()
                .map(key -> key.id().equals(id) ? key.accepted(at) : key)
                .toList());
    }

    public EventKeyRing without(String id) {
        return new EventKeyRing(all.stream().filter(key -> !key.id().equals(id)).toList());
    }
}
