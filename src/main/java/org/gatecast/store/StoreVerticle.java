package org.gatecast.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.MaintenanceRequest;
import org.gatecast.bus.StoreCommand;
import org.gatecast.config.Settings;
import org.gatecast.lifecycle.MemoryWatch;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventState;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.SnapshotRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where events change. A worker verticle: commands are merged, committed, published and acknowledged one
 * after the other, in that order, on worker threads; one event's in the order in which they came, while events take turns. What a command changes is first worked out whole in memory; only
 * then is it written, and only after the commit does anyone hear of it.
 *
 * <p>A command that waits too long behind a disk that does not answer is given up unbegun. One that is being written
 * cannot be: its caller is told that it may yet be saved, and everybody hears of it if it is.
 */
public final class StoreVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(StoreVerticle.class);
    /** Less than the bus waits for an answer, so that the answer can say what became of the command. */
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(7);

    /** So often is looked for the database when nobody asks for it. */
    private static final long FILE_CHECK_MILLIS = 1_000;

    /** A commit as old as this still proves that the database takes writes. */
    private static final long RECENT_COMMIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final EventStore store;
    private final SnapshotRegistry snapshots;
    private final Settings settings;
    private final Clock clock;
    private final MemoryWatch memory;
    private final SerialExecutor executor = new SerialExecutor();
    private final StoreMetrics storeMetrics = new StoreMetrics();
    private boolean lost;
    private Future<Void> probing = Future.succeededFuture();
    private StreamActivity activity;
    private CommandHandler commands;

    /**
     * @param store closed with this verticle
     * @param snapshots where the last committed pictures hang
     * @param metrics told what is counted here
     */
    public StoreVerticle(
            EventStore store,
            SnapshotRegistry snapshots,
            Settings settings,
            Clock clock,
            MetricsRegistry metrics,
            MemoryWatch memory) {
        this.store = store;
        this.snapshots = snapshots;
        this.settings = settings;
        this.clock = clock;
        this.memory = memory;
        storeMetrics.registerWith(metrics, executor);
    }

    @Override
    public Future<?> start() {
        EventStates eventStates = new EventStates(store, snapshots, vertx.eventBus(), storeMetrics);
        activity = new StreamActivity(store, storeMetrics, settings.merge().streamQuiet());
        commands = new CommandHandler(eventStates, activity, settings, clock);
        RestoreService restores = new RestoreService(store.backups(), eventStates, executor, clock);
        RetentionJob retention = new RetentionJob(store.backups(), eventStates, executor, settings.retention(), clock);
        return activity.open().compose(opened -> store.loadAll()).map(states -> {
            for (EventState state : states) {
                eventStates.open(state);
            }
            vertx.eventBus().<StoreCommand<?>>localConsumer(Addresses.STORE, this::onCommand);
            vertx.eventBus().localConsumer(Addresses.PROBE, this::probe);
            vertx.eventBus()
                    .<MaintenanceRequest>localConsumer(Addresses.MAINTENANCE, message -> restores.handle(message.body())
                            .onComplete(done -> message.reply(done.result(), LocalCodec.OPTIONS)));
            retention.schedule(vertx);
            vertx.setPeriodic(FILE_CHECK_MILLIS, timer -> checkFile());
            LOG.info("{} events opened", states.size());
            return null;
        });
    }

    @Override
    public Future<?> stop() {
        return executor.submitLast(() -> activity.writeExact().compose(settled -> store.close()))
                .done();
    }

    private void onCommand(Message<StoreCommand<?>> message) {
        StoreCommand<?> command = message.body();
        if (command instanceof StoreCommand.Query<?>) {
            handle(command).onComplete(done -> reply(message, done));
            return;
        }
        var task = executor.submit(command.eventId(), () -> {
            store.requireFile();
            return commands.handle(command);
        });
        long timer = vertx.setTimer(COMMAND_TIMEOUT.toMillis(), late -> timeOut(message, task));
        task.done().onComplete(done -> {
            if (vertx.cancelTimer(timer)) {
                reply(message, done);
            } else {
                logLateCompletion(command, done);
            }
        });
    }

    /**
     * Says whether the database takes writes: while the booth's calls are being committed they are the proof, so that
     * nothing is written for the question's sake; else a write of no consequence is, when its turn comes.
     */
    private void probe(Message<Object> question) {
        StorageException trouble = fileFailure();
        if (trouble != null) {
            question.reply(new Refusal(ErrorCode.Unavailable, trouble.getMessage()), LocalCodec.OPTIONS);
            return;
        }
        if (storeMetrics.hasCommittedWithin(RECENT_COMMIT_NANOS)) {
            question.reply(null, LocalCodec.OPTIONS);
            return;
        }
        if (probing.isComplete()) {
            probing = executor.submit(Addresses.PROBE, store::probe).done();
        }
        probing.onSuccess(written -> question.reply(null, LocalCodec.OPTIONS))
                .onFailure(failure -> question.reply(
                        new Refusal(ErrorCode.Unavailable, String.valueOf(failure.getMessage())), LocalCodec.OPTIONS));
    }

    /** Says once that the database is gone, and once that it is back. */
    private void checkFile() {
        StorageException trouble = fileFailure();
        if (trouble != null && !lost) {
            LOG.error("{}", trouble.getMessage());
        } else if (trouble == null && lost) {
            LOG.warn("The database is where it was again, and takes changes.");
        }
        lost = trouble != null;
    }

    /** {@code null} when there is none. */
    private StorageException fileFailure() {
        try {
            store.requireFile();
            return null;
        } catch (StorageException trouble) {
            return trouble;
        }
    }

    private Future<? extends StoreCommand.Reply> handle(StoreCommand<?> command) {
        try {
            return commands.handle(command);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private static void timeOut(Message<StoreCommand<?>> message, SerialExecutor.Task<?> task) {
        String sentence = task.withdraw()
                ? "The database does not answer. Nothing was changed; try again."
                : "The database does not answer. The change may yet be saved; send it again: a call may be repeated.";
        LOG.warn("{} for event {}: {}", name(message.body()), message.body().eventId(), sentence);
        message.reply(new Refusal(ErrorCode.Unavailable, sentence), LocalCodec.OPTIONS);
    }

    private static void logLateCompletion(StoreCommand<?> command, AsyncResult<?> done) {
        LOG.warn(
                "{} for event {}, whose caller was told that it may yet be saved, {}",
                name(command),
                command.eventId(),
                done.succeeded() ? "was saved" : "was not: " + done.cause().getMessage());
    }

    private void reply(Message<StoreCommand<?>> message, AsyncResult<?> done) {
        message.reply(done.succeeded() ? done.result() : refusal(message.body(), done.cause()), LocalCodec.OPTIONS);
    }

    private Refusal refusal(StoreCommand<?> command, Throwable failure) {
        if (failure instanceof RefusedException refused) {
            return refused.refusal();
        }
        if (failure instanceof StorageException trouble) {
            LOG.error("{} for event {} could not be saved: {}", name(command), command.eventId(), trouble.getMessage());
            LOG.debug("In full", trouble);
            return new Refusal(ErrorCode.Unavailable, "The change could not be saved; nothing changed. Try again.");
        }
        LOG.error("{} for event {} failed", name(command), command.eventId(), failure);
        if (MemoryWatch.isOutOfMemory(failure)) {
            // It may have run out between the commit and the news of it.
            memory.otherFailed(failure);
            return new Refusal(
                    ErrorCode.Unavailable,
                    "The service ran out of memory. The change may yet be saved; send it again: a call may be repeated.");
        }
        return new Refusal(ErrorCode.Internal, "The change failed; nothing changed.");
    }

    private static String name(StoreCommand<?> command) {
        return command.getClass().getSimpleName();
    }
}
