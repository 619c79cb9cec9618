package org.gatecast.store;

import org.gatecast.model.EventMeta;

/** The last commit of an event: its generation and its version. */
public record EventVersion(String generation, long version) {
    static EventVersion of(EventMeta event) {
        return new EventVersion(event.generation(), event.version());
    }

    /** What a deleted event has instead of a version. */
    static EventVersion deleted(EventMeta last) {
        return new EventVersion(last.generation(), 0);
    }

    boolean isDeleted() {
        return version == 0;
    }

    boolean isSameGeneration(EventVersion other) {
        return generation.equals(other.generation);
    }

    /** Whether both are of one generation, and this is the later one. */
    boolean isAfter(EventVersion other) {
        return other != null && isSameGeneration(other) && version > other.version;
    }
}
