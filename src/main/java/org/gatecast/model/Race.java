package org.gatecast.model;

/**
 * One run of one class. {@code disId} is the timing system's race type; {@code startTime} is ISO 8601 text as received;
 * {@code raceStatus} is the timing system's number; {@code customTitle} is the organiser's title. All but the ids may
 * be {@code null}.
 */
public record Race(
        RaceId raceId,
        ClassId classId,
        String disId,
        Integer raceOrder,
        String startTime,
        String startInterval,
        Integer courseNr,
        Integer raceStatus,
        String customTitle) {
    public RaceType raceType() {
        return RaceType.ofDisId(disId);
    }
}
