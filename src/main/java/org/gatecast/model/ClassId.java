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

    // A key of the merge's maps: written out, since before it is compiled the JVM's own is several times slower.
    @Override
    public boolean equals(Object other) {
        return other instanceof ClassId that && value.equals(that.value);
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
