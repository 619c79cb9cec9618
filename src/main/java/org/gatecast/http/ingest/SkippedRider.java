package org.gatecast.http.ingest;

/** Why a rider on course, as a call reported him, did not count. */
public enum SkippedRider {
    UNKNOWN_RACE("unknownRace"),
    UNKNOWN_RIDER("unknownRider"),
    NO_PARTICIPANT_ID("noParticipantId"),
    /** It is no rider, or does not say who. */
    UNREADABLE("unreadable"),
    /** One more than a call may have. */
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
