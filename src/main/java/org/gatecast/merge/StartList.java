package org.gatecast.merge;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.model.EventState;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.snapshot.StartRow;

/** A race's start list: the results that the export lists, in start order. */
final class StartList {
    private StartList() {}

    static List<StartRow> of(RaceId race, EventState state) {
        Comparator<Integer> lastIfUnknown = Comparator.nullsLast(Comparator.naturalOrder());
        Comparator<Result> startOrder = Comparator.comparing(Result::startOrder, lastIfUnknown)
                .thenComparing(state::bibOf, lastIfUnknown)
                .thenComparing(Result::participantId);
        return state.resultsOf(race).values().stream()
                .filter(Result::listed)
                .sorted(startOrder)
                .map(result -> row(result, state))
                .toList();
    }

    /** Whether a change of these participants' results leaves the list as it is. */
    static boolean isSame(RaceId race, Set<ParticipantId> changed, EventState before, EventState after) {
        Map<ParticipantId, Result> last = before.resultsOf(race);
        Map<ParticipantId, Result> next = after.resultsOf(race);
        return changed.stream().allMatch(participant -> {
            Result old = listed(last.get(participant));
            Result now = listed(next.get(participant));
            if (old == null) {
                return now == null;
            }
            return now != null && old.startsLike(now);
        });
    }

    private static Result listed(Result result) {
        return result == null || !result.listed() ? null : result;
    }

    private static StartRow row(Result result, EventState state) {
        Participant who = state.participants().get(result.participantId());
        return new StartRow(
                result.startOrder(),
                state.bibOf(result),
                who.icfId(),
                who.displayName(),
                who.club(),
                who.noc(),
                who.catId(),
                result.startTime());
    }
}
