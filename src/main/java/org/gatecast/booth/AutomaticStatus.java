package org.gatecast.booth;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The state that the automatic mode asks for, by what Canoe123 says of its races: the start list once an export is there,
 * running while a race runs or somebody is on course, provisional when all races are over. Never official and never draft:
 * these are the organiser's. Pure.
 */
final class AutomaticStatus {
    private static final String RUNNING = "3";
    /** Not official, official, revised, cancelled. */
    private static final Set<String> OVER = Set.of("4", "5", "6", "7");

    private AutomaticStatus() {}

    /**
     * The state to ask for; empty if the event has the right one.
     *
     * @param transitions the states that may follow the present one
     * @param exportAccepted whether the server has taken an export
     * @param schedule the status of each race, as Canoe123 writes it; empty if it is not known
     */
    static Optional<String> wanted(
            String status,
            List<String> transitions,
            boolean exportAccepted,
            Map<String, String> schedule,
            boolean ridersOnCourse) {
        boolean runs = ridersOnCourse || schedule.containsValue(RUNNING);
        boolean over =
                !schedule.isEmpty() && !runs && schedule.values().stream().allMatch(OVER::contains);
        String wanted = "";
        if (status.equals("draft") && exportAccepted) {
            wanted = "startlist";
        } else if ((status.equals("startlist") || status.equals("finished")) && runs) {
            wanted = "running";
        } else if (status.equals("running") && over) {
            wanted = "finished";
        }
        return transitions.contains(wanted) ? Optional.of(wanted) : Optional.empty();
    }
}
