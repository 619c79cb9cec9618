package org.gatecast.booth;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.gatecast.booth.page.BoothControls;
import org.gatecast.booth.page.BoothPage;
import org.gatecast.booth.page.BoothView;
import org.gatecast.booth.push.BoothStateException;
import org.gatecast.booth.push.PushReport;
import org.gatecast.booth.setup.BoothSetup;
import org.gatecast.booth.setup.SetupFile;
import org.gatecast.booth.status.Lights;
import org.gatecast.booth.status.SentenceTexts;
import org.gatecast.booth.status.TerminalLine;
import org.gatecast.canoe123.export.ExportCheck;
import org.gatecast.canoe123.push.LastCall;
import org.gatecast.canoe123.push.PushTimes;
import org.gatecast.canoe123.reader.ReaderTimes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@code java -jar gatecast.jar booth} runs: the operator's page, and the booth once it is set up. Before that nothing but
 * the page is opened. Page and booth share one event loop ({@link Booth#vertxOptions}).
 */
public final class BoothProcess extends VerticleBase implements BoothControls {
    private static final Logger LOG = LoggerFactory.getLogger(BoothProcess.class);
    private static final long TICK_MILLIS = 1_000;
    /** The server is asked for the event's state so often, while somebody looks at the page or the mode is automatic. */
    private static final Duration REFRESH = Duration.ofSeconds(5);
    /** The page asks every second; after this time nobody looks at it. */
    private static final Duration WATCHED = Duration.ofSeconds(10);

    private final BoothOptions options;
    private final Clock clock;
    private final ReaderTimes readerTimes;
    private final PushTimes pushTimes;
    private final SetupFile file;
    private final ExportCheck uploads = new ExportCheck();
    private BoothSetup setup = BoothSetup.EMPTY;
    private Booth booth;
    private BoothPage page;
    private String address = "";
    private TerminalLine terminal;
    private boolean changing;
    private boolean moving;
    private long movedAt;
    private long refreshedAt;
    private long watchedAt;

    /**
     * @param clock its zone is the venue's
     */
    public BoothProcess(BoothOptions options, Clock clock) {
        this(options, clock, ReaderTimes.DEFAULT, PushTimes.DEFAULT);
    }

    BoothProcess(BoothOptions options, Clock clock, ReaderTimes readerTimes, PushTimes pushTimes) {
        this.options = options;
        this.clock = clock;
        this.readerTimes = readerTimes;
        this.pushTimes = pushTimes;
        file = new SetupFile(options.state());
        long past = System.nanoTime() - WATCHED.toNanos();
        movedAt = past;
        refreshedAt = past;
        watchedAt = past;
    }

    /** Completes when the page is there and the booth runs, whether or not it has reached the timing PC and the server. */
    public static Future<BoothProcess> start(Vertx vertx, BoothOptions options, Clock clock) {
        BoothProcess process = new BoothProcess(options, clock);
        return vertx.deployVerticle(process).map(process);
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(() -> {
                    page = BoothPage.load(vertx, this);
                    terminal = new TerminalLine(SentenceTexts.load("en"));
                    return file.load();
                })
                .compose(saved -> {
                    setup = options.setup().orElse(saved);
                    return page.listen(options.port());
                })
                .map(listening -> {
                    address = listening;
                    LOG.info("The booth's page is at {}", listening);
                    return listening;
                })
                .recover(this::withoutPage)
                .compose(listening -> setup.target() == null ? Future.succeededFuture() : run(setup))
                .onSuccess(running -> {
                    if (setup.target() == null) {
                        LOG.info("Open the page to say where the data goes. Nothing else is done before");
                    }
                    vertx.setPeriodic(TICK_MILLIS, tick -> tick());
                });
    }

    /** A race does not fail because of the page; but without it nobody could set the booth up. */
    private Future<String> withoutPage(Throwable failure) {
        String sentence = "the booth's page cannot listen on port " + options.port() + ": " + failure.getMessage();
        if (setup.target() == null) {
            return Future.failedFuture(new BoothStateException(
                    sentence + "; give another port with --port, or the server, event and key", failure));
        }
        LOG.warn("The booth runs without its page, because {}", sentence);
        return Future.succeededFuture("");
    }

    private Future<Void> run(BoothSetup next) {
        Booth started = new Booth(next, options.state(), clock, readerTimes, pushTimes);
        return vertx.deployVerticle(started).map(deployed -> {
            booth = started;
            return null;
        });
    }

    @Override
    public Future<?> stop() {
        return page == null ? Future.succeededFuture() : page.close();
    }

    /** The page's address; empty without a page. */
    public String address() {
        return address;
    }

    /** {@code null} until the booth is set up. */
    Booth booth() {
        return booth;
    }

    @Override
    public BoothView view() {
        long now = System.nanoTime();
        boolean wasWatched = now - watchedAt < WATCHED.toNanos();
        watchedAt = now;
        if (booth == null) {
            return new BoothView(setup, Lights.notSetUp(), null, 0);
        }
        if (!wasWatched) {
            booth.retryNow();
        }
        refresh();
        return new BoothView(setup, lights(), booth.push(), booth.unreadable());
    }

    private Lights lights() {
        return Lights.of(booth.stream(), booth.export(), booth.push(), clock.getZone());
    }

    private void tick() {
        if (booth == null) {
            return;
        }
        terminal.next(lights()).ifPresent(line -> LOG.info("{}", line));
        if (setup.automatic()) {
            refresh();
            move();
        }
    }

    private void refresh() {
        long now = System.nanoTime();
        if (now - refreshedAt >= REFRESH.toNanos()) {
            refreshedAt = now;
            booth.refresh();
        }
    }

    /** The automatic mode. After a refusal it waits as long as for the server's news. */
    private void move() {
        PushReport push = booth.push();
        if (moving
                || push.server() != PushReport.ServerState.OPEN
                || push.eventStatus() == null
                || System.nanoTime() - movedAt < REFRESH.toNanos()) {
            return;
        }
        boolean exported = push.export() != null && push.export().outcome() == LastCall.Outcome.ACCEPTED;
        Optional<String> wanted = AutomaticStatus.wanted(
                push.eventStatus(),
                push.transitions(),
                exported,
                booth.state().schedule(),
                !booth.state().riders().isEmpty());
        if (wanted.isPresent()) {
            moving = true;
            booth.changeStatus(wanted.get()).onComplete(moved -> {
                moving = false;
                movedAt = System.nanoTime();
                if (moved.result() != null) {
                    LOG.warn("The event was not moved to {}: {}", wanted.get(), moved.result());
                }
            });
        }
    }

    @Override
    public Future<Void> setUp(BoothSetup next) {
        if (changing) {
            return Future.failedFuture("the booth is being set up already");
        }
        changing = true;
        Booth before = booth;
        booth = null;
        return keep(next)
                .compose(kept -> before == null ? Future.succeededFuture() : vertx.undeploy(before.deploymentID()))
                .compose(stopped -> run(next))
                .onComplete(running -> changing = false);
    }

    private Future<Void> keep(BoothSetup next) {
        setup = next;
        return vertx.executeBlocking(() -> {
            file.save(next);
            return null;
        });
    }

    @Override
    public Future<Void> automatic(boolean on) {
        return setup.automatic() == on ? Future.succeededFuture() : keep(setup.withAutomatic(on));
    }

    @Override
    public Future<Void> changeStatus(String status) {
        if (booth == null) {
            return Future.failedFuture("the booth is not set up");
        }
        return automatic(false)
                .compose(kept -> booth.changeStatus(status))
                .compose(reason -> reason == null ? Future.succeededFuture() : Future.failedFuture(reason));
    }

    @Override
    public Future<Void> upload(byte[] xml) {
        return vertx.<Void>executeBlocking(() -> {
                    uploads.requireWhole(xml);
                    return null;
                })
                .compose(whole -> {
                    if (booth == null) {
                        return Future.failedFuture("the booth is not set up");
                    }
                    booth.upload(xml);
                    return Future.succeededFuture();
                });
    }

    @Override
    public void retryNow() {
        if (booth != null) {
            booth.retryNow();
        }
    }
}
