package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonValue;

/** The type of a race, from the timing system's {@code DisId}. */
public enum RaceType {
    BEST_RUN_1("BR1", "best-run-1"),
    BEST_RUN_2("BR2", "best-run-2"),
    TEAM_RUN("TSR", "team-run"),
    SINGLE_RUN("SR", "single-run"),
    QUALIFICATION("QUA", "qualification"),
    SEMIFINAL("SEM", "semifinal"),
    FINAL("FIN", "final"),
    CROSS_TRIAL("XT", "cross-trial"),
    CROSS_HEAT("X4", "cross-heat"),
    CROSS_SEMIFINAL("XS", "cross-semifinal"),
    CROSS_FINAL("XF", "cross-final"),
    CROSS_EXTRA("XER", "cross-extra"),
    UNKNOWN("", "unknown");

    private final String disId;
    private final String label;

    RaceType(String disId, String label) {
        this.disId = disId;
        this.label = label;
    }

    public static RaceType ofDisId(String disId) {
        for (RaceType type : values()) {
            if (type != UNKNOWN && type.disId.equals(disId)) {
                return type;
            }
        }
        return UNKNOWN;
    }

    /** Whether the race is one of two runs of which the better counts. */
    public boolean isBestRun() {
        return this == BEST_RUN_1 || this == BEST_RUN_2;
    }

    /**
     * Whether participants race side by side: the order of finish counts, not the time, and only the timing system
     * knows it.
     */
    public boolean isRankedByTimingSystem() {
        return this == CROSS_HEAT || this == CROSS_SEMIFINAL || this == CROSS_FINAL || this == CROSS_EXTRA;
    }

    @JsonValue
    public String json() {
        return label;
    }
}
