package org.gatecast.model;

/** Why a row of the live stream was skipped: a result, or a rider on course. */
public enum SkipReason {
    UNKNOWN_RACE("unknownRace"),
    UNKNOWN_RIDER("unknownRider"),
    NO_PARTICIPANT_ID("noParticipantId"),
    /** The row is no object, or names no race or nobody. */
    UNREADABLE("unreadable"),
    /** Beyond the limit of rows in one call. */
    TOO_MANY("tooMany"),
    BEFORE_THE_FIRST_EXPORT("beforeFirstExport");

    private final String json;

    SkipReason(String json) {
        this.json = json;
    }

    public String json() {
        return json;
    }
}
