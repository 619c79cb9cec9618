package org.gatecast.booth;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.gatecast.booth.push.PushReport;
import org.gatecast.booth.push.Pusher;
import org.gatecast.booth.push.SpoolDirectory;
import org.gatecast.booth.setup.BoothSetup;
import org.gatecast.booth.status.StreamReport;
import org.gatecast.canoe123.export.Canoe123UserConfig;
import org.gatecast.canoe123.export.ExportLocation;
import org.gatecast.canoe123.export.ExportReport;
import org.gatecast.canoe123.export.ExportWatch;
import org.gatecast.canoe123.push.PushTimes;
import org.gatecast.canoe123.reader.PcDiscovery;
import org.gatecast.canoe123.reader.ReaderTimes;
import org.gatecast.canoe123.reader.StreamAddress;
import org.gatecast.canoe123.reader.StreamListener;
import org.gatecast.canoe123.reader.StreamReader;
import org.gatecast.canoe123.retry.Backoff;
import org.gatecast.canoe123.stream.StreamMessage;
import org.gatecast.canoe123.stream.StreamMessage.OnCourse;
import org.gatecast.canoe123.stream.StreamMessage.Results;
import org.gatecast.canoe123.stream.StreamMessage.Schedule;
import org.gatecast.canoe123.stream.StreamMessage.TelevisionClocks;
import org.gatecast.canoe123.stream.StreamMessage.TimeOfDay;
import org.gatecast.canoe123.stream.StreamState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one timing PC and pushes to one event. Everything runs on the verticle's event loop, except what blocks; all methods
 * without another word about threads are for that loop.
 */
public final class Booth extends VerticleBase implements StreamListener {
    private static final Logger LOG = LoggerFactory.getLogger(Booth.class);
    private static final String LOCAL_APP_DATA = "LOCALAPPDATA";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final BoothSetup setup;
    private final Path stateDirectory;
    private final Clock clock;
    private final ReaderTimes readerTimes;
    private final PushTimes pushTimes;
    private volatile StreamState state = StreamState.EMPTY;
    private StreamReport stream;
    private SpoolDirectory directory;
    private Pusher pusher;
    private StreamReader reader;
    private ExportWatch exports;
    private NetworkWatch network;

    /**
     * @param setup with a target
     * @param clock its zone is the venue's
     */
    Booth(BoothSetup setup, Path stateDirectory, Clock clock, ReaderTimes readerTimes, PushTimes pushTimes) {
        this.setup = setup;
        this.stateDirectory = stateDirectory;
        this.clock = clock;
        this.readerTimes = readerTimes;
        this.pushTimes = pushTimes;
        stream = setup.canoe123() == null
                ? new StreamReport(StreamReport.State.SEARCHING, null, null, null)
                : new StreamReport(
                        StreamReport.State.CONNECTING, setup.canoe123().toString(), null, null);
    }

    /** The options of the Vert.x that a booth alone runs on: one event loop. */
    public static VertxOptions vertxOptions() {
        return new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2).setInternalBlockingPoolSize(2);
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(() -> SpoolDirectory.open(TargetDirectory.of(stateDirectory, setup.target())))
                .compose(opened -> {
                    directory = opened;
                    pusher = new Pusher(vertx, setup.target(), pushTimes, opened, clock);
                    return pusher.start();
                })
                .onSuccess(started -> {
                    reader = new StreamReader(vertx, address(), this, readerTimes, backoff());
                    reader.start();
                    watchExport();
                    network = new NetworkWatch(vertx, this::networkChanged);
                    network.start();
                });
    }

    private StreamAddress address() {
        return setup.canoe123() == null
                ? new PcDiscovery(vertx, StreamAddress.PORT)
                : StreamAddress.of(setup.canoe123());
    }

    /** The operator's file, or the one that Canoe123 on this machine is set to. */
    private void watchExport() {
        String localAppData = System.getenv(LOCAL_APP_DATA);
        if (setup.export() != null) {
            exports = new ExportWatch(vertx, ExportLocation.of(setup.export()), false, pusher::export);
        } else if (localAppData != null) {
            exports = new ExportWatch(vertx, new Canoe123UserConfig(Path.of(localAppData)), true, pusher::export);
        }
        if (exports != null) {
            exports.start();
        }
    }

    private Backoff backoff() {
        return new Backoff(readerTimes.firstRetry(), readerTimes.longestRetry(), () -> ThreadLocalRandom.current()
                .nextDouble());
    }

    @Override
    public Future<?> stop() {
        if (reader != null) {
            reader.stop();
        }
        if (exports != null) {
            exports.stop();
        }
        if (network != null) {
            network.stop();
        }
        return (pusher == null ? Future.succeededFuture() : pusher.stop())
                .compose(written -> vertx.executeBlocking(() -> {
                    if (directory != null) {
                        directory.close();
                    }
                    return null;
                }));
    }

    /** What the stream has told so far. Any thread. */
    StreamState state() {
        return state;
    }

    StreamReport stream() {
        return stream;
    }

    /** Messages of the stream that could not be read. */
    long unreadable() {
        return reader == null ? 0 : reader.unreadable();
    }

    ExportReport export() {
        return exports == null ? ExportReport.NONE : exports.report();
    }

    PushReport push() {
        return pusher.report();
    }

    /** Takes an export that was read whole. */
    void upload(byte[] xml) {
        pusher.export(xml);
    }

    /** As {@link Pusher#changeStatus}. */
    Future<String> changeStatus(String status) {
        return pusher.changeStatus(status);
    }

    /** Asks the server for the event's state and its spectators. */
    void refresh() {
        pusher.refresh();
    }

    /** The network may work again: tries at once what waits. */
    void retryNow() {
        pusher.retryNow();
        reader.retryNow();
    }

    private void networkChanged() {
        pusher.networkChanged();
        reader.retryNow();
    }

    @Override
    public void connected(String address) {
        LOG.info("Connected to Canoe123 at {}", address);
        stream = new StreamReport(StreamReport.State.SILENT, address, null, null);
        pusher.retryNow();
    }

    @Override
    public void received(StreamMessage message) {
        state = state.after(message);
        if (message instanceof Results results) {
            pusher.table(results.table());
        } else if (message instanceof Schedule schedule) {
            pusher.schedule(schedule.statuses());
        } else if (message instanceof OnCourse || message instanceof TimeOfDay || message instanceof TelevisionClocks) {
            pusher.riders(state.riders());
        }
        if (message instanceof TimeOfDay time) {
            pusher.streamHeard();
            stream = new StreamReport(StreamReport.State.RECEIVING, stream.address(), null, TIME.format(time.time()));
        }
    }

    @Override
    public void disconnected(String why) {
        LOG.warn("Canoe123: {}. Trying again", why);
        state = state.disconnected();
        stream = new StreamReport(StreamReport.State.LOST, stream.address(), why, null);
        pusher.riders(state.riders());
    }
}
