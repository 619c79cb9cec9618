package org.gatecast.booth;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import org.gatecast.booth.export.ExportWatch;
import org.gatecast.booth.push.PushTimes;
import org.gatecast.booth.push.Pusher;
import org.gatecast.booth.push.SpoolDirectory;
import org.gatecast.booth.reader.PcDiscovery;
import org.gatecast.booth.reader.ReaderTimes;
import org.gatecast.booth.reader.StreamAddress;
import org.gatecast.booth.reader.StreamListener;
import org.gatecast.booth.reader.StreamReader;
import org.gatecast.booth.retry.Backoff;
import org.gatecast.booth.stream.StreamMessage;
import org.gatecast.booth.stream.StreamMessage.OnCourse;
import org.gatecast.booth.stream.StreamMessage.Results;
import org.gatecast.booth.stream.StreamMessage.TimeOfDay;
import org.gatecast.booth.stream.StreamState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one timing PC and pushes to one event. Everything runs on the verticle's event loop, except what blocks. */
public final class Booth extends VerticleBase implements StreamListener {
    private static final Logger LOG = LoggerFactory.getLogger(Booth.class);

    private final BoothOptions options;
    private final Clock clock;
    private final ReaderTimes readerTimes;
    private final PushTimes pushTimes;
    private volatile StreamState state = StreamState.EMPTY;
    private SpoolDirectory directory;
    private Pusher pusher;
    private StreamReader reader;
    private ExportWatch exports;

    /**
     * @param clock its zone is the venue's
     */
    public Booth(BoothOptions options, Clock clock) {
        this(options, clock, ReaderTimes.DEFAULT, PushTimes.DEFAULT);
    }

    Booth(BoothOptions options, Clock clock, ReaderTimes readerTimes, PushTimes pushTimes) {
        this.options = options;
        this.clock = clock;
        this.readerTimes = readerTimes;
        this.pushTimes = pushTimes;
    }

    /** The options of the Vert.x that a booth alone runs on: one event loop. */
    public static VertxOptions vertxOptions() {
        return new VertxOptions().setEventLoopPoolSize(1).setWorkerPoolSize(2).setInternalBlockingPoolSize(2);
    }

    /** Completes when the booth runs, whether or not it has reached the timing PC and the server. */
    public static Future<Booth> start(Vertx vertx, BoothOptions options, Clock clock) {
        Booth booth = new Booth(options, clock);
        return vertx.deployVerticle(booth).map(booth);
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(() -> SpoolDirectory.open(options.targetDirectory()))
                .compose(opened -> {
                    directory = opened;
                    pusher = new Pusher(vertx, options.target(), pushTimes, opened, clock);
                    return pusher.start();
                })
                .onSuccess(started -> {
                    reader = new StreamReader(vertx, address(), this, readerTimes, backoff());
                    reader.start();
                    if (options.export() != null) {
                        exports = new ExportWatch(vertx, options.export(), pusher::export);
                        exports.start();
                    }
                });
    }

    private StreamAddress address() {
        return options.canoe123() == null ? new PcDiscovery(vertx) : StreamAddress.of(options.canoe123());
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

    @Override
    public void connected(String address) {
        LOG.info("Connected to Canoe123 at {}", address);
    }

    @Override
    public void received(StreamMessage message) {
        state = state.after(message);
        if (message instanceof Results results) {
            pusher.table(results.table());
        } else if (message instanceof OnCourse || message instanceof TimeOfDay) {
            pusher.riders(state.riders());
        }
    }

    @Override
    public void disconnected(String why) {
        LOG.warn("Canoe123: {}. Trying again", why);
        state = state.disconnected();
        pusher.riders(state.riders());
    }
}
