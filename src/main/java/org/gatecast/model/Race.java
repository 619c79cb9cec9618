package org.gatecast.model;

import java.time.Instant;
import java.util.Objects;

/**
 * One run of one class. {@code disId} is the timing system's race type; {@code startTime} is ISO 8601 text as received;
 * {@code customTitle} is the organiser's title in the timing system; {@code weather} is what the organiser wrote here, which no
 * export has. All but the ids and the status may be {@code null}.
 */
public record Race(
        RaceId raceId,
        ClassId classId,
        String disId,
        Integer raceOrder,
        String startTime,
        String startInterval,
        Integer courseNr,
        RaceStatus status,
        String customTitle,
        String weather) {
    /** A race as an export lists it. */
    public static Race ofExport(
            RaceId raceId,
            ClassId classId,
            String disId,
            Integer raceOrder,
            String startTime,
            String startInterval,
            Integer courseNr,
            Integer raceStatus,
            String customTitle) {
        return new Race(
                raceId,
                classId,
                disId,
                raceOrder,
                startTime,
                startInterval,
                courseNr,
                RaceStatus.ofExport(raceStatus),
                customTitle,
                null);
    }

    public Race withStatus(RaceStatus next) {
        return next.equals(status)
                ? this
                : new Race(
                        raceId,
                        classId,
                        disId,
                        raceOrder,
                        startTime,
                        startInterval,
                        courseNr,
                        next,
                        customTitle,
                        weather);
    }

    /**
     * @param next {@code null} for none
     */
    public Race withWeather(String next) {
        return Objects.equals(next, weather)
                ? this
                : new Race(
                        raceId,
                        classId,
                        disId,
                        raceOrder,
                        startTime,
                        startInterval,
                        courseNr,
                        status,
                        customTitle,
                        next);
    }

    /** The timing system's number of the race's status, {@code null} if it is not known. */
    public Integer raceStatus() {
        return status.shown();
    }

    /**
     * Whether the public sees no difference to the other.
     *
     * @param config the event's settings, the same with both
     */
    public boolean isShownAs(Race other, EventConfig config) {
        return equals(other)
                || (Objects.equals(raceStatus(), other.raceStatus())
                        && Objects.equals(officialAt(), other.officialAt())
                        && Objects.equals(protestUntil(config), other.protestUntil(config))
                        && withStatus(other.status).equals(other));
    }

    /** As of when the race's results are known to be official; {@code null} if they are not, or if that is not known. */
    public Instant officialAt() {
        return status.officialAt();
    }

    /**
     * Until when protests against the race's results may be made, which may be over; {@code null} if the results are not
     * provisional, or if nobody set a time.
     */
    public Instant protestUntil(EventConfig config) {
        return status.protestUntil(config.protestMinutes());
    }

    public RaceType raceType() {
        return RaceType.ofDisId(disId);
    }
}
