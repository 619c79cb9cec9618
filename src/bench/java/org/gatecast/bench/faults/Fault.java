package org.gatecast.bench.faults;

/** What happens to a node, to its link to the database, or to the database. */
enum Fault {
    /** SIGKILL, and a new start later. */
    KILL(3_000),
    /** SIGTERM, and a new start later. */
    STOP(1_000),
    /** SIGSTOP, and SIGCONT later. */
    PAUSE(8_000),
    /** The connections of the link are reset, and none is accepted for a while. */
    CUT(8_000),
    /** Nothing arrives in either direction. */
    SILENT(12_000),
    /** Nothing arrives at the database. */
    SILENT_UP(12_000),
    /** Nothing arrives at the node. */
    SILENT_DOWN(12_000),
    /** The database ends all sessions. */
    SESSIONS_ENDED(1),
    /** The database crashes, and starts again later. */
    DATABASE_RESTARTED(5_000),
    /** The primary is lost; the standby has every acknowledged commit, and is promoted. */
    PROMOTED(1),
    /** The primary is lost; the standby lacks acknowledged commits, and is promoted. */
    PROMOTED_WITH_LOSS(1);

    private final int longestMillis;

    Fault(int longestMillis) {
        this.longestMillis = longestMillis;
    }

    /**
     * Most are short, as most are in the world.
     *
     * @param luck from 0 to 1
     */
    long millis(double luck) {
        return Math.round(longestMillis * luck * luck * luck);
    }
}
