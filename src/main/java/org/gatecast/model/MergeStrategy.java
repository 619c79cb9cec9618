package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Who wins when the export and the live stream disagree about a result (FR-009). */
public enum MergeStrategy {
    /** Where the stream has spoken for a row, its values stay through later imports. */
    TCP,
    /** An import's values win; the stream's updates apply between imports. */
    XML,
    /** The later report wins. */
    LATEST;

    @JsonValue
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws IllegalArgumentException when {@code text} names no strategy
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
