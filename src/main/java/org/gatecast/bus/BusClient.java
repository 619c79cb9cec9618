package org.gatecast.bus;

import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;

/** Typed requests to the store and the broadcaster over the event bus. Futures complete on the caller's context. */
public final class BusClient {
    private final EventBus bus;

    public BusClient(EventBus bus) {
        this.bus = bus;
    }

    /**
     * Completes after the commit. Fails with {@link RefusedException} if the store refused the command and changed
     * nothing.
     */
    public <R extends StoreCommand.Reply> Future<R> store(StoreCommand<R> command) {
        return request(Addresses.STORE, command);
    }

    public Future<OnCourseUpdate.Accepted> onCourse(OnCourseUpdate update) {
        return request(Addresses.ON_COURSE, update);
    }

    public Future<SpectatorCounts> countSpectators(EventId eventId) {
        return request(Addresses.SPECTATORS, new CountSpectators(eventId));
    }

    /** On other nodes, at most a second ago. Fails with {@link RefusedException} if the database cannot be reached. */
    public Future<SpectatorCounts> countSpectatorsElsewhere(EventId eventId) {
        return request(Addresses.SPECTATORS_ELSEWHERE, new CountSpectators(eventId));
    }

    /** Completes when another slot for a spectator has been asked for; see {@link SlotsWanted}. */
    public Future<SlotsWanted.Tried> wantSlot(EventId eventId) {
        return request(Addresses.SLOTS_WANTED, new SlotsWanted(eventId));
    }

    /** Fails with {@link RefusedException} if the database cannot be reached. */
    public Future<SlotReservation.Reserved> reserveSlots(SlotReservation reservation) {
        return request(Addresses.SLOTS, reservation);
    }

    /** Only if the database is shared. Fails with {@link RefusedException} if the database cannot be reached. */
    public Future<PageFileRequest.Found> pageFiles(PageFileRequest request) {
        return request(Addresses.PAGE_FILES, request);
    }

    /** Fails with {@link RefusedException} if the database cannot be reached. */
    public <R extends WebhookRequest.Reply> Future<R> webhooks(WebhookRequest<R> request) {
        return request(Addresses.WEBHOOKS, request);
    }

    public Future<WebhookCommand.Tried> webhook(WebhookCommand command) {
        return request(Addresses.WEBHOOK_COMMANDS, command);
    }

    @SuppressWarnings("unchecked")
    private <R> Future<R> request(String address, Object message) {
        return bus.<Object>request(address, message, LocalCodec.OPTIONS)
                .recover(failure -> Future.failedFuture(translate(failure)))
                .compose(reply -> reply.body() instanceof Refusal refusal
                        ? Future.failedFuture(new RefusedException(refusal))
                        : Future.succeededFuture((R) reply.body()));
    }

    /** A missing reply is a temporary failure of the service: the caller may try again. */
    private static Throwable translate(Throwable failure) {
        if (failure instanceof ReplyException reply && reply.failureType() != ReplyFailure.RECIPIENT_FAILURE) {
            // The command may have been carried out.
            return new RefusedException(
                    ErrorCode.Unavailable,
                    reply.failureType() == ReplyFailure.TIMEOUT
                            ? "The service does not respond in time. The change may yet be saved; send it again: a call may"
                                    + " be repeated."
                            : "The service is stopping; try again shortly.");
        }
        return failure;
    }
}
