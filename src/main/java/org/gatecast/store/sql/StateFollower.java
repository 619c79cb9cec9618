package org.gatecast.store.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.store.FollowedEvent;

/**
 * Loads an event of which an earlier state is known. If only results were changed since, only their rows are read; otherwise
 * all rows of the event. All queries see the same commit.
 */
final class StateFollower {
    /** With more changed results, all rows are read. */
    static final int MAX_RESULTS = 200;

    private final SqlQueries queries;

    StateFollower(SqlQueries queries) {
        this.queries = queries;
    }

    /**
     * Empty if there is no such event.
     *
     * @param last the known state, {@code null} if there is none
     * @param recorded the changes since, in order; some or all may be missing
     */
    Future<Optional<FollowedEvent>> load(EventId eventId, EventState last, Future<List<RecordedChange>> recorded) {
        Future<List<EventTable.Stored>> found =
                queries.query(EventTable.SELECT_ONE, Tuple.of(eventId.value()), EventTable::read);
        return Future.all(found, recorded).compose(both -> {
            if (found.result().isEmpty()) {
                return Future.succeededFuture(Optional.empty());
            }
            EventTable.Stored event = found.result().get(0);
            return state(event, last, recorded.result())
                    .map(state -> Optional.of(new FollowedEvent(
                            state,
                            recorded.result().stream()
                                    .map(RecordedChange::change)
                                    .toList())));
        });
    }

    private Future<EventState> state(EventTable.Stored event, EventState last, List<RecordedChange> recorded) {
        Set<ResultKey> changed = new HashSet<>();
        return last != null && haveChangedResultsAlone(event.meta(), last.meta(), recorded, changed)
                ? results(event.id(), changed).map(rows -> next(event.meta(), last, rows))
                : new StateLoader(queries).load(event);
    }

    private record ResultKey(RaceId race, ParticipantId participant) {}

    /** Adds the changed results, if nothing else has changed since the last state. */
    private static boolean haveChangedResultsAlone(
            EventMeta now, EventMeta last, List<RecordedChange> recorded, Set<ResultKey> changed) {
        long version = last.version();
        for (RecordedChange change : recorded) {
            if (change.results().isEmpty() || change.change().version() != ++version) {
                return false;
            }
            change.results()
                    .get()
                    .forEach((race, participants) ->
                            participants.forEach(participant -> changed.add(new ResultKey(race, participant))));
        }
        return version == now.version() && last.generation().equals(now.generation()) && changed.size() <= MAX_RESULTS;
    }

    private Future<List<Result>> results(long event, Set<ResultKey> changed) {
        List<Future<List<Result>>> rows = changed.stream()
                .map(key -> queries.query(
                        ResultTable.RESULTS.selectOne(),
                        Tuple.of(event, key.race().value(), key.participant().value()),
                        ResultTable.RESULTS::read))
                .toList();
        return Future.all(rows).map(all -> {
            List<Result> results = new ArrayList<>();
            rows.forEach(row -> results.addAll(row.result()));
            return results;
        });
    }

    /** Parts that have not changed are the same objects, which makes comparisons cheap. */
    private static EventState next(EventMeta meta, EventState last, List<Result> rows) {
        Map<RaceId, Map<ParticipantId, Result>> results = new LinkedHashMap<>(last.results());
        Map<RaceId, Map<ParticipantId, Result>> replaced = new LinkedHashMap<>();
        for (Result row : rows) {
            replaced.computeIfAbsent(row.raceId(), race -> new LinkedHashMap<>(last.resultsOf(race)))
                    .put(row.participantId(), row);
        }
        replaced.forEach((race, table) -> results.put(race, Collections.unmodifiableMap(table)));
        return last.withResults(Collections.unmodifiableMap(results))
                .withMeta(meta.withKeys(last.meta().keys())
                        .withWebhooks(last.meta().webhooks()));
    }
}
