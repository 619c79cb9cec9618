package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * Where an event stands in its life, and what that lets in. In the order in which they are lived through.
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

    /** Whether a call from {@code source} may change an event in this state. */
    public boolean accepts(IngestSource source) {
        return switch (this) {
            case DRAFT -> source == IngestSource.XML || source == IngestSource.CONFIG;
            case STARTLIST -> source == IngestSource.XML;
            case RUNNING -> source != IngestSource.CONFIG;
            case FINISHED -> source == IngestSource.XML || source == IngestSource.RESULTS;
            case OFFICIAL -> false;
        };
    }

    /** The states that may follow this one, in the order they are offered. */
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
     * The states in which an event that is asked to become {@code target} arrives one after the other, {@code target}
     * last: it alone where it may follow at once, those between too where it lies further ahead. Empty when it cannot
     * be reached.
     */
    public List<EventStatus> pathTo(EventStatus target) {
        if (next().contains(target)) {
            return List.of(target);
        }
        return compareTo(target) < 0 ? List.copyOf(EnumSet.range(next().get(0), target)) : List.of();
    }

    /** Drafts do not exist for the public. */
    public boolean isPublic() {
        return this != DRAFT;
    }

    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException when {@code text} names no state
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
