package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Which source wins if the export and the live stream disagree about a result (FR-009). */
public enum MergeStrategy {
    /** The stream's values win, and stay through later imports. */
    TCP,
    /** An import's values win; updates of the stream count until the next import. */
    XML,
    /** The later report wins. */
    LATEST;

    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException if {@code text} is no strategy
     */
    @JsonCreator
    public static MergeStrategy of(String text) {
        for (MergeStrategy strategy : values()) {
            if (strategy.json().equals(text)) {
                return strategy;
            }
        }
        throw new IllegalArgumentException("mergeStrategy must be one of tcp, xml, latest");
    }
}
