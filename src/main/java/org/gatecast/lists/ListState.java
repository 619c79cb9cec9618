package org.gatecast.lists;

import java.time.Instant;
import java.util.Locale;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Race;
import org.gatecast.model.RaceStatus;

/**
 * How final a list is.
 *
 * @param since as of when they are so; {@code null} if that is not known
 * @param protestUntil until when protests may be made against provisional results; {@code null} if nobody set a time
 */
public record ListState(Kind kind, Instant since, Instant protestUntil) {
    private static final int PROVISIONAL = 4;
    private static final int OFFICIAL = 5;
    private static final int REVISED = 6;
    private static final int CANCELLED = 7;
    private static final int RESCHEDULED = 12;
    private static final int POSTPONED = 13;

    /** The states, by the name that they have in XML. */
    public enum Kind {
        STARTLIST,
        RUNNING,
        PROVISIONAL,
        OFFICIAL,
        REVISED,
        CANCELLED,
        RESCHEDULED,
        POSTPONED;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The state of a race's results. What the race says counts, then what the event says.
     *
     * @param eventSince since when the event has its status
     * @param protestMinutes the event's setting, {@code null} if it is not set
     */
    static ListState of(EventStatus event, Instant eventSince, Integer protestMinutes, Race race, boolean hasResults) {
        RaceStatus status = race.status();
        Integer number = status.shown();
        ListState decided = number == null ? null : decided(status, number);
        if (decided != null) {
            return decided;
        }
        if (event == EventStatus.OFFICIAL) {
            return new ListState(Kind.OFFICIAL, eventSince, null);
        }
        if (number != null && number == PROVISIONAL) {
            return new ListState(Kind.PROVISIONAL, status.since(), status.protestUntil(protestMinutes));
        }
        if (!hasResults) {
            return new ListState(Kind.STARTLIST, null, null);
        }
        return new ListState(event == EventStatus.FINISHED ? Kind.PROVISIONAL : Kind.RUNNING, null, null);
    }

    /** The state of a start list: whether the race takes place. It has no results that could be provisional or official. */
    static ListState ofStartList(Race race) {
        Integer number = race.status().shown();
        ListState decided = number == null ? null : decided(race.status(), number);
        return decided == null || decided.kind == Kind.OFFICIAL || decided.kind == Kind.REVISED
                ? new ListState(Kind.STARTLIST, null, null)
                : decided;
    }

    /** The state that follows from the race's status alone, {@code null} if it does not. */
    private static ListState decided(RaceStatus status, int number) {
        return switch (number) {
            case OFFICIAL -> new ListState(Kind.OFFICIAL, status.officialAt(), null);
            case REVISED -> new ListState(Kind.REVISED, status.officialAt(), null);
            case CANCELLED -> new ListState(Kind.CANCELLED, null, null);
            case RESCHEDULED -> new ListState(Kind.RESCHEDULED, null, null);
            case POSTPONED -> new ListState(Kind.POSTPONED, null, null);
            default -> null;
        };
    }
}
