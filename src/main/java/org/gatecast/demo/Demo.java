package org.gatecast.demo;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;
import org.gatecast.Gatecast;
import org.gatecast.config.Settings;

/** Runs the service on a temporary database, and replays a real race to it until it is stopped. */
public final class Demo {
    private final Gatecast service;
    private final Thread pusher;
    private final TemporaryDirectory directory;
    private final URI address;

    private Demo(Gatecast service, Thread pusher, TemporaryDirectory directory, URI address) {
        this.service = service;
        this.pusher = pusher;
        this.directory = directory;
        this.address = address;
    }

    /**
     * Completes when the event is running and has participants on course. Blocks the calling thread while it reads the race
     * day.
     *
     * @param vertx closed by {@link #stop}, and by the caller if the start fails
     * @param settings the operator's settings, used with another database
     * @param clock its zone decides what day it is
     * @param speed 1 for the original speed, 2 for twice as fast
     */
    public static Future<Demo> start(Vertx vertx, Settings settings, Clock clock, double speed) {
        return start(vertx, settings, clock, speed, round -> {});
    }

    /**
     * @param onRound called after every round, on the pusher's thread
     */
    static Future<Demo> start(
            Vertx vertx, Settings settings, Clock clock, double speed, Consumer<DemoReplay.Round> onRound) {
        String password = UUID.randomUUID().toString();
        PusherCalls calls = new PusherCalls(RaceDay.load());
        TemporaryDirectory directory;
        try {
            directory = new TemporaryDirectory(Files.createTempDirectory("gatecast-demo-"));
        } catch (IOException e) {
            return Future.failedFuture(
                    new UncheckedIOException("The demo cannot create a directory for its database", e));
        }
        Settings own = DemoSettings.of(settings, directory.path().resolve("demo.db"), password);
        Promise<Demo> started = Promise.promise();
        Gatecast.start(vertx, own, clock)
                .onSuccess(service -> {
                    URI address = DemoSettings.address(own.http().host(), service.port());
                    Promise<Void> running = Promise.promise();
                    DemoReplay replay =
                            new DemoReplay(new DemoPusher(address, password), calls, clock, speed, onRound, running);
                    Demo demo = new Demo(service, new Thread(replay, "demo-pusher"), directory, address);
                    demo.pusher.start();
                    running.future().onSuccess(runs -> started.complete(demo)).onFailure(failure -> demo.stop()
                            .onComplete(stopped -> started.fail(failure)));
                })
                .onFailure(failure -> {
                    directory.delete();
                    started.fail(failure);
                });
        return started.future();
    }

    public URI address() {
        return address;
    }

    TemporaryDirectory directory() {
        return directory;
    }

    /** Ends the race, stops the service and deletes its database. */
    public Future<Void> stop() {
        pusher.interrupt();
        // By then Vert.x is closed, so this thread blocks nothing.
        return service.stop().onComplete(stopped -> directory.delete());
    }
}
