package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * An event's status, which decides what data the event accepts. In the order of an event's life.
 *
 * <pre>
 *   draft ⇄ startlist → running ⇄ finished → official
 * </pre>
 */
public enum EventStatus {
    DRAFT,
    STARTLIST,
    RUNNING,
    FINISHED,
    OFFICIAL;

    /** Whether data from {@code source} may change an event with this status. */
    public boolean accepts(IngestSource source) {
        return switch (this) {
            case DRAFT, STARTLIST -> source == IngestSource.XML || source == IngestSource.CONFIG;
            case RUNNING -> true;
            case FINISHED -> source != IngestSource.ONCOURSE;
            case OFFICIAL -> false;
        };
    }

    /** The statuses that may follow this one, in the order in which they are offered. */
    public List<EventStatus> next() {
        return switch (this) {
            case DRAFT -> List.of(STARTLIST);
            case STARTLIST -> List.of(RUNNING, DRAFT);
            case RUNNING -> List.of(FINISHED);
            case FINISHED -> List.of(OFFICIAL, RUNNING);
            case OFFICIAL -> List.of();
        };
    }

    /**
     * The statuses on the way to {@code target}, which is the last one. Only {@code target} if it may follow directly;
     * also those between if it is further ahead. Empty if it cannot be reached.
     */
    public List<EventStatus> pathTo(EventStatus target) {
        if (next().contains(target)) {
            return List.of(target);
        }
        return compareTo(target) < 0 ? List.copyOf(EnumSet.range(next().get(0), target)) : List.of();
    }

    /** Whether the public can see the event: not a draft. */
    public boolean isPublic() {
        return this != DRAFT;
    }

    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if {@code text} is no status
     */
    @JsonCreator
    public static EventStatus of(String text) {
        for (EventStatus status : values()) {
            if (status.json().equals(text)) {
                return status;
            }
        }
        throw new IllegalArgumentException("status must be one of draft, startlist, running, finished, official");
    }
}
