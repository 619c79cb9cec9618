package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** An event's public id, chosen by the organiser and used in every address: {@code CZE2.2026112000}. */
public record EventId(@JsonValue String value) implements Comparable<EventId> {
    /** The characters and length allowed, for error messages. */
    public static final String ALLOWED = "1 to 100 of letters, digits, '.', '_', '-'";

    /** "." and ".." are folders in an address: such an event could not be reached. */
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

    // A key of the merge's maps: written out, since before it is compiled the JVM's own is several times slower.
    @Override
    public boolean equals(Object other) {
        return other instanceof EventId that && value.equals(that.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
