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

    @Override
    public String toString() {
        return value;
    }
}
