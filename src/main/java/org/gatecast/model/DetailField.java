package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;

/** A detail of an event that exports set, until the organiser edits it. */
public enum DetailField {
    SUB_TITLE("subTitle"),
    LOCATION("location"),
    FACILITY("facility"),
    START_DATE("startDate"),
    END_DATE("endDate"),
    DISCIPLINE("discipline"),
    /** The only one that is no text and not in {@link EventDetails}. */
    IMAGE("image");

    private final String json;

    DetailField(String json) {
        this.json = json;
    }

    @JsonValue
    public String json() {
        return json;
    }

    /** Whether this field is in {@link EventDetails}. */
    public boolean isText() {
        return this != IMAGE;
    }

    /** The names of {@code fields}, comma-separated, in the order of this enum. */
    public static String listed(Set<DetailField> fields) {
        return fields.stream()
                .sorted(Comparator.naturalOrder())
                .map(DetailField::json)
                .collect(Collectors.joining(","));
    }

    /**
     * Reads what {@link #listed} wrote.
     *
     * @throws IllegalArgumentException if a name is unknown
     */
    public static Set<DetailField> set(String listed) {
        return listed.isEmpty()
                ? Set.of()
                : Arrays.stream(listed.split(",", -1)).map(DetailField::of).collect(Collectors.toUnmodifiableSet());
    }

    private static DetailField of(String json) {
        return Arrays.stream(values())
                .filter(field -> field.json.equals(json))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no field " + json));
    }
}
