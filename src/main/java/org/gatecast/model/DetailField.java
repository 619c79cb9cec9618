package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Collectors;

/** A part of what an event is called and looks like that an export describes, and an organiser may take from it. */
public enum DetailField {
    SUB_TITLE("subTitle"),
    LOCATION("location"),
    FACILITY("facility"),
    START_DATE("startDate"),
    END_DATE("endDate"),
    DISCIPLINE("discipline"),
    /** The one that is no text, and none of the {@link EventDetails}. */
    IMAGE("image");

    private final String json;

    DetailField(String json) {
        this.json = json;
    }

    @JsonValue
    public String json() {
        return json;
    }

    /** Whether this is one of the {@link EventDetails}. */
    public boolean isText() {
        return this != IMAGE;
    }

    /** The names of {@code fields}, comma-separated, in the order of this list. */
    public static String listed(Set<DetailField> fields) {
        return fields.stream()
                .sorted(Comparator.naturalOrder())
                .map(DetailField::json)
                .collect(Collectors.joining(","));
    }

    /**
     * What {@link #listed} wrote.
     *
     * @throws IllegalArgumentException for a name that is none
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
