package org.gatecast.demo;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Clock;

/** Replays a real race to a service that runs already, until it is stopped. The event stays there. */
public final class RemoteDemo {
    private final Thread pusher;

    private RemoteDemo(Thread pusher) {
        this.pusher = pusher;
    }

    /**
     * Completes when the event is running. Blocks the calling thread while it reads the race day. Fails if the service has an
     * event of the demo's id.
     *
     * @param password the service's master password; any text if it has none
     * @param clock its zone decides what day it is
     * @param speed 1 for the original speed, 2 for twice as fast
     */
    public static Future<RemoteDemo> start(URI service, String password, Clock clock, double speed) {
        PusherCalls calls = new PusherCalls(RaceDay.load());
        Promise<Void> running = Promise.promise();
        DemoReplay replay =
                new DemoReplay(new DemoPusher(service, password), calls, clock, speed, round -> {}, running);
        RemoteDemo demo = new RemoteDemo(new Thread(replay, "demo-pusher"));
        demo.pusher.start();
        return running.future().map(demo);
    }

    /** Ends the race. */
    public void stop() {
        pusher.interrupt();
    }
}
