package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonValue;

/** The timing system's id of a class (boat and gender): {@code K1M_ST}. */
public record ClassId(@JsonValue String value) implements Comparable<ClassId> {
    public ClassId {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("ClassId must not be blank");
        }
    }

    @Override
    public int compareTo(ClassId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
