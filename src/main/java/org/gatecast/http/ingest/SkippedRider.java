package org.gatecast.http.ingest;

/** Why a reported rider on course was skipped. */
public enum SkippedRider {
    UNKNOWN_RACE("unknownRace"),
    UNKNOWN_RIDER("unknownRider"),
    NO_PARTICIPANT_ID("noParticipantId"),
    /** The row is no rider, or names nobody. */
    UNREADABLE("unreadable"),
    /** Beyond the limit of rows in one call. */
    TOO_MANY("tooMany"),
    BEFORE_THE_FIRST_EXPORT("beforeFirstExport");

    private final String json;

    SkippedRider(String json) {
        this.json = json;
    }

    public String json() {
        return json;
    }
}
