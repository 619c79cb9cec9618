package org.gatecast.booth.push;

import java.util.List;
import org.gatecast.canoe123.push.LaneProblem;
import org.gatecast.canoe123.push.LastCall;

/**
 * What a pusher knows now, for the operator.
 *
 * @param reason why nothing is sent, in the words of the response if there was one; {@code null} while data is sent
 * @param eventStatus as the server said last, {@code null} before
 * @param transitions the states that may follow
 * @param spectators as the server said last, {@code null} before
 * @param roundTripMillis from the start of the last short call to its response, {@code null} before
 * @param waitingRaces races with rows that the server has not accepted
 * @param problems of the lanes that do not get through
 * @param results the last call with results, {@code null} before
 * @param export the last call with an export, {@code null} before
 * @param refused the newest refused calls, the newest first
 */
public record PushReport(
        ServerState server,
        String reason,
        String eventStatus,
        List<String> transitions,
        Integer spectators,
        Long roundTripMillis,
        int waitingRaces,
        int waitingRows,
        boolean exportWaiting,
        List<LaneProblem> problems,
        LastCall results,
        LastCall export,
        List<RefusedCall> refused) {
    public PushReport {
        transitions = List.copyOf(transitions);
        problems = List.copyOf(problems);
        refused = List.copyOf(refused);
    }

    /** Whether and why data is sent. */
    public enum ServerState {
        /** The key is being checked for the first time. */
        CHECKING,
        OPEN,
        UNREACHABLE,
        /** Wrong key or wrong event: tried again some times. */
        KEY_REFUSED,
        /** Wrong key or wrong event: not tried any more. */
        GIVEN_UP,
        OFFICIAL
    }
}
