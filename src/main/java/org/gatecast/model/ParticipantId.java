package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonValue;

/** The timing system's id of a participant in a class: {@code 90040.C1M_ST}. */
public record ParticipantId(@JsonValue String value) implements Comparable<ParticipantId> {
    public ParticipantId {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("ParticipantId must not be blank");
        }
    }

    @Override
    public int compareTo(ParticipantId other) {
        return value.compareTo(other.value);
    }

    // A key of the merge's maps: written out, since before it is compiled the JVM's own is several times slower.
    @Override
    public boolean equals(Object other) {
        return other instanceof ParticipantId that && value.equals(that.value);
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
