package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonValue;

/** The timing system's id of a race: {@code K1M_ST_BR2_6}. */
public record RaceId(@JsonValue String value) implements Comparable<RaceId> {
    public RaceId {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("RaceId must not be blank");
        }
    }

    @Override
    public int compareTo(RaceId other) {
        return value.compareTo(other.value);
    }

    // A key of the merge's maps: written out, since before it is compiled the JVM's own is several times slower.
    @Override
    public boolean equals(Object other) {
        return other instanceof RaceId that && value.equals(that.value);
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
