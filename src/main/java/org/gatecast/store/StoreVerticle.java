package org.gatecast.store;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.OnCourseReport;
import org.gatecast.bus.StoreCommand;
import org.gatecast.config.Settings;
import org.gatecast.lifecycle.MemoryWatch;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.snapshot.VersionChange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where events change. A worker verticle: it merges, commits, publishes and acknowledges one command of an
 * event at a time, on worker threads, in the order of arrival. Events take turns; while the commit of one is on its way to a
 * database server, the next begins. A change is
 * first calculated completely in memory, then written, and published only after the commit.
 *
 * <p>A command that waits too long because the disk does not respond is cancelled before it begins. A command that is
 * being written cannot be cancelled: the reply says that it may still be saved, and it is published if it is. Then it is
 * saved on the version that it was made for, or not at all.
 */
public final class StoreVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(StoreVerticle.class);
    /** Shorter than the bus waits for a reply, so that the reply can say what happened to the command. */
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(7);

    /** How often the database is checked without a request. */
    private static final long CHECK_MILLIS = 1_000;

    /** A commit of at most this age proves that the database can be written. */
    private static final long RECENT_COMMIT_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final String MAYBE_SAVED =
            "The database does not respond. The change may yet be saved; send it again: a call may be repeated.";

    private final Supplier<Future<EventStore>> opener;
    private final SnapshotRegistry snapshots;
    private final Settings settings;
    private final Clock clock;
    private final MemoryWatch memory;
    private final SerialExecutor executor = new SerialExecutor();
    private final StoreMetrics storeMetrics = new StoreMetrics();
    private EventStore store;
    private boolean lost;
    private Future<Void> probing = Future.succeededFuture();
    private StreamActivity activity;
    private PrimarySource primary;
    private EventStates eventStates;
    private CommandHandler commands;
    /** {@code null} if there are no other nodes. */
    private EventFollower follower;

    /**
     * @param opener opens the store, when the verticle starts and on its context; the verticle closes it when it stops
     */
    public StoreVerticle(
            Supplier<Future<EventStore>> opener,
            SnapshotRegistry snapshots,
            Settings settings,
            Clock clock,
            MetricsRegistry metrics,
            MemoryWatch memory) {
        this.opener = opener;
        this.snapshots = snapshots;
        this.settings = settings;
        this.clock = clock;
        this.memory = memory;
        storeMetrics.registerWith(metrics, executor);
    }

    @Override
    public Future<?> start() {
        return opener.get().compose(opened -> {
            store = opened;
            return serve().onFailure(failure -> store.close());
        });
    }

    private Future<Void> serve() {
        Optional<NodeChannel> otherNodes = store.otherNodes();
        EventStates.Doorbell doorbell =
                otherNodes.<EventStates.Doorbell>map(channel -> channel::ring).orElse(EventStates.Doorbell.NONE);
        eventStates = new EventStates(store, snapshots, vertx.eventBus(), storeMetrics, doorbell, clock);
        activity = new StreamActivity(store, storeMetrics, settings.merge().streamQuiet(), otherNodes.isPresent());
        primary = new PrimarySource(
                eventStates,
                clock,
                otherNodes
                        .<PrimarySource.Announcement>map(channel -> channel::send)
                        .orElse(PrimarySource.Announcement.NONE));
        commands = new CommandHandler(eventStates, activity, primary, settings, clock);
        return activity.open()
                .compose(opened -> store.loadAll())
                .compose(this::open)
                .map(states -> {
                    vertx.eventBus().<StoreCommand<?>>localConsumer(Addresses.STORE, this::onCommand);
                    vertx.eventBus().localConsumer(Addresses.PROBE, this::probe);
                    executor.runAtOnce(store.parallelWrites());
                    store.archives().ifPresent(this::archiveOldEvents);
                    otherNodes.ifPresent(this::follow);
                    StoreRequests requests = new StoreRequests(vertx.eventBus());
                    requests.answerFrom(store);
                    store.backups()
                            .map(backups -> new RestoreService(backups, eventStates, executor, clock))
                            .ifPresent(requests::answerFrom);
                    vertx.setPeriodic(CHECK_MILLIS, timer -> check());
                    LOG.info("{} events opened", states.size());
                    return null;
                });
    }

    private Future<List<EventState>> open(List<EventState> states) {
        states.forEach(eventStates::open);
        if (store.otherNodes().isEmpty()) {
            return Future.succeededFuture(states);
        }
        return store.recentChanges(settings.spectators().historyChanges()).map(changes -> {
            Map<EventId, List<VersionChange>> earlier = new HashMap<>();
            for (EventState state : states) {
                earlier.put(
                        state.meta().eventId(),
                        changes.getOrDefault(state.meta().generation(), List.of()));
            }
            snapshots.putEarlierChanges(earlier);
            return states;
        });
    }

    private void follow(NodeChannel channel) {
        EventBus bus = vertx.eventBus();
        follower = new EventFollower(
                store,
                eventStates,
                activity,
                executor,
                storeMetrics,
                contact -> bus.publish(Addresses.DATABASE_CONTACT, contact, LocalCodec.OPTIONS));
        channel.listen(new NodeChannel.Listener() {
            @Override
            public void onDoorbell(EventId event, EventVersion version) {
                follower.onDoorbell(event, version);
            }

            @Override
            public void onRiders(OnCourseReport report) {
                primary.calledElsewhere(report);
                bus.publish(Addresses.ON_COURSE_ELSEWHERE, report, LocalCodec.OPTIONS);
            }
        });
        bus.<OnCourseReport>localConsumer(Addresses.ON_COURSE_HERE, message -> channel.send(message.body()));
        follower.schedule(vertx);
    }

    private void archiveOldEvents(EventArchives archives) {
        new RetentionJob(archives, eventStates, executor, settings.retention(), clock).schedule(vertx);
    }

    @Override
    public Future<?> stop() {
        if (follower != null) {
            follower.close();
        }
        return executor.submitLast(() -> activity.writeExact().compose(settled -> store.close()))
                .done();
    }

    private void onCommand(Message<StoreCommand<?>> message) {
        StoreCommand<?> command = message.body();
        long arrived = System.nanoTime();
        BooleanSupplier waitedFor = () -> System.nanoTime() - arrived < COMMAND_TIMEOUT.toNanos();
        if (command instanceof StoreCommand.Query<?>) {
            handle(command, waitedFor).onComplete(done -> reply(message, done));
            return;
        }
        var task = executor.submit(command.eventId(), () -> {
            store.requireUsable();
            return commands.handle(command, waitedFor);
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
     * Replies whether the database can be written. A recent commit proves it, so that nothing is written for the check.
     * Otherwise a write without any change is made, when it is its turn.
     */
    private void probe(Message<Object> message) {
        StorageException storageFailure = usabilityFailure();
        if (storageFailure != null) {
            message.reply(new Refusal(ErrorCode.Unavailable, storageFailure.getMessage()), LocalCodec.OPTIONS);
            return;
        }
        if (storeMetrics.hasCommittedWithin(RECENT_COMMIT_NANOS)) {
            message.reply(null, LocalCodec.OPTIONS);
            return;
        }
        if (probing.isComplete()) {
            probing = executor.submit(Addresses.PROBE, store::probe).done();
        }
        probing.onSuccess(written -> message.reply(null, LocalCodec.OPTIONS))
                .onFailure(failure -> message.reply(
                        new Refusal(ErrorCode.Unavailable, String.valueOf(failure.getMessage())), LocalCodec.OPTIONS));
    }

    /** Logs once when the database is lost, and once when it is back. */
    private void check() {
        StorageException storageFailure = usabilityFailure();
        if (storageFailure != null && !lost) {
            LOG.error("{}", storageFailure.getMessage());
        } else if (storageFailure == null && lost) {
            LOG.warn("The database is back in its place; changes are saved again.");
        }
        lost = storageFailure != null;
    }

    /** {@code null} if this process may write to the database. */
    private StorageException usabilityFailure() {
        try {
            store.requireUsable();
            return null;
        } catch (StorageException storageFailure) {
            return storageFailure;
        }
    }

    private Future<? extends StoreCommand.Reply> handle(StoreCommand<?> command, BooleanSupplier waitedFor) {
        try {
            return commands.handle(command, waitedFor);
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private static void timeOut(Message<StoreCommand<?>> message, SerialExecutor.Task<?> task) {
        String sentence =
                task.withdraw() ? "The database does not respond. Nothing was changed; try again." : MAYBE_SAVED;
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
        if (failure instanceof StorageException storageFailure) {
            LOG.error(
                    "{} for event {} could not be saved: {}",
                    name(command),
                    command.eventId(),
                    storageFailure.getMessage());
            LOG.debug("In full", storageFailure);
            if (storageFailure.reason() == StorageException.Reason.UNREACHABLE) {
                return new Refusal(ErrorCode.Unavailable, MAYBE_SAVED);
            }
            return new Refusal(ErrorCode.Unavailable, "The change could not be saved; nothing changed. Try again.");
        }
        LOG.error("{} for event {} failed", name(command), command.eventId(), failure);
        if (MemoryWatch.isOutOfMemory(failure)) {
            // Memory may have run out between the commit and the notice.
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
