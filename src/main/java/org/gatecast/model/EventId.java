package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** A competition's public name, chosen by the organiser and used in every address: {@code CZE2.2026112000}. */
public record EventId(@JsonValue String value) implements Comparable<EventId> {
    /** What an id may be made of; anything else is refused where it is given. */
    public static final String ALLOWED = "1 to 100 of letters, digits, '.', '_', '-'";

    /** Dots alone name a folder in an address: such an event could never be reached. */
    private static final Pattern SHAPE = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");

    public EventId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("eventId must be " + ALLOWED);
        }
    }

    public static boolean isValid(String value) {
        return value != null && SHAPE.matcher(value).matches();
    }

    @Override
    public int compareTo(EventId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
