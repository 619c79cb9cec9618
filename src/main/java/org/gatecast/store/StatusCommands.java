package org.gatecast.store;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.bus.EventNotice.Cause;
import org.gatecast.bus.StoreCommand.ChangeStatus;
import org.gatecast.bus.StoreCommand.StatusChanged;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes events' statuses. Each status on the way is committed and published before the next. After a failure on the
 * way, the event has a valid status, and the same request continues from there.
 */
final class StatusCommands {
    private static final Logger LOG = LoggerFactory.getLogger(StatusCommands.class);

    private final EventStates eventStates;
    private final Clock clock;

    StatusCommands(EventStates eventStates, Clock clock) {
        this.eventStates = eventStates;
        this.clock = clock;
    }

    /** Completes when the event has the requested status. Throws {@link RefusedException} if it cannot be reached. */
    Future<StatusChanged> apply(ChangeStatus command) {
        EventId eventId = command.eventId();
        EventStatus first = status(eventId);
        List<EventStatus> way = first.pathTo(command.status());
        if (way.isEmpty()) {
            throw new RefusedException(refusal(eventId, first, command.status()));
        }
        Future<Void> walked = Future.succeededFuture();
        for (EventStatus next : way) {
            walked = walked.compose(there -> step(eventId, next));
        }
        return walked.recover(
                        failure -> Future.failedFuture(transitionRefusal(failure, eventId, first, command.status())))
                .map(there -> new StatusChanged(
                        first,
                        way.subList(0, way.size() - 1),
                        command.status(),
                        eventStates.state(eventId).meta().statusChangedAt()));
    }

    private Future<Void> step(EventId eventId, EventStatus next) {
        EventState state = eventStates.state(eventId);
        return eventStates.commit(
                state.withMeta(state.meta().withStatus(next, clock.instant().truncatedTo(ChronoUnit.MILLIS))),
                Cause.STATUS);
    }

    private EventStatus status(EventId eventId) {
        return eventStates.state(eventId).meta().status();
    }

    /** After a failure on the way the event has changed; the message says how far. */
    private Throwable transitionRefusal(Throwable failure, EventId eventId, EventStatus first, EventStatus wanted) {
        EventStatus now = status(eventId);
        if (now == first || StorageException.isStale(failure)) {
            return failure;
        }
        LOG.error("Event {} became {} on its way to {}: {}", eventId, now.json(), wanted.json(), failure.getMessage());
        return new RefusedException(
                ErrorCode.Unavailable,
                "Event " + eventId + " became " + now.json() + ", but the next state on the way to " + wanted.json()
                        + " could not be saved. Send the request again to continue from there.");
    }

    private static Refusal refusal(EventId eventId, EventStatus current, EventStatus requested) {
        Map<String, Object> extra = new LinkedHashMap<>();
        extra.put("currentStatus", current);
        extra.put("requestedStatus", requested);
        extra.put("validTransitions", current.next());
        String sentence = current == requested
                ? "is " + current.json() + " already."
                : "is " + current.json() + " and cannot become " + requested.json() + ".";
        return new Refusal(ErrorCode.InvalidTransition, "Event " + eventId + " " + sentence, extra);
    }
}
