package org.gatecast.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.StoreCommand;
import org.gatecast.config.Settings;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventState;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.gatecast.picture.PictureBoard;
import org.gatecast.tally.Tally;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where events change. A worker verticle: commands are merged, committed, published and acknowledged one
 * after the other, in that order, on worker threads. What a command changes is first worked out whole in memory; only
 * then is it written, and only after the commit does anyone hear of it.
 */
public final class StoreVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(StoreVerticle.class);

    /** A commit as old as this still proves that the database takes writes. */
    private static final long PROOF_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final EventStore store;
    private final PictureBoard board;
    private final Settings.Merge settings;
    private final Clock clock;
    private final StoreCounts counts = new StoreCounts();
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private boolean busy;
    private Desk desk;

    /**
     * @param store closed with this verticle
     * @param board where the last committed pictures hang
     * @param tally told what is counted here
     */
    public StoreVerticle(EventStore store, PictureBoard board, Settings.Merge settings, Clock clock, Tally tally) {
        this.store = store;
        this.board = board;
        this.settings = settings;
        this.clock = clock;
        counts.declareIn(tally);
    }

    @Override
    public Future<?> start() {
        Ledger ledger = new Ledger(store, board, vertx.eventBus(), counts);
        desk = new Desk(ledger, settings, clock);
        return store.loadAll().map(states -> {
            for (EventState state : states) {
                ledger.open(state);
            }
            vertx.eventBus().<StoreCommand<?>>localConsumer(Addresses.STORE, this::accept);
            vertx.eventBus().localConsumer(Addresses.PROBE, this::probe);
            LOG.info("{} events opened", states.size());
            return null;
        });
    }

    @Override
    public Future<?> stop() {
        return inTurn(() -> store.close());
    }

    private void accept(Message<StoreCommand<?>> message) {
        inTurn(() -> desk.handle(message.body()))
                .onSuccess(reply -> message.reply(reply, LocalCodec.OPTIONS))
                .onFailure(failure -> message.reply(refusal(message.body(), failure), LocalCodec.OPTIONS));
    }

    /**
     * Says whether the database takes writes: while the booth's calls are being committed they are the proof, so that
     * nothing is written for the question's sake; else a write of no consequence is, when its turn comes.
     */
    private void probe(Message<Object> question) {
        (counts.hasCommittedWithin(PROOF_NANOS) ? Future.<Void>succeededFuture() : inTurn(store::probe))
                .onSuccess(written -> question.reply(null, LocalCodec.OPTIONS))
                .onFailure(failure -> question.reply(
                        new Refusal(ErrorCode.Unavailable, String.valueOf(failure.getMessage())),
                        LocalCodec.OPTIONS));
    }

    /** Runs {@code work} when everything asked for before it is done. */
    private <T> Future<T> inTurn(Supplier<Future<T>> work) {
        Promise<T> promise = Promise.promise();
        counts.queued();
        waiting.add(() -> attempt(work).onComplete(done -> {
            busy = false;
            counts.done();
            promise.handle(done);
            next();
        }));
        next();
        return promise.future();
    }

    private void next() {
        if (!busy && !waiting.isEmpty()) {
            busy = true;
            waiting.remove().run();
        }
    }

    private static <T> Future<T> attempt(Supplier<Future<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private static Refusal refusal(StoreCommand<?> command, Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused.refusal();
        }
        String what = command.getClass().getSimpleName();
        if (failure instanceof StorageException) {
            LOG.error("{} for event {} could not be written", what, command.eventId(), failure);
            return new Refusal(ErrorCode.Unavailable, "The change could not be saved; nothing changed. Try again.");
        }
        LOG.error("{} for event {} failed", what, command.eventId(), failure);
        return new Refusal(ErrorCode.Internal, "The change failed; nothing changed.");
    }
}
