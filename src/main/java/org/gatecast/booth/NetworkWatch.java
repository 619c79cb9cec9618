package org.gatecast.booth;

import io.vertx.core.Vertx;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/**
 * Notices that the machine's network has changed: a cable was put in, a router gave an address. What waits for the network need
 * not wait any longer then. Confined to one event loop.
 */
final class NetworkWatch {
    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Vertx vertx;
    private final Callable<Set<String>> addresses;
    private final Duration interval;
    private final Runnable listener;
    private Set<String> known;
    private long timer = -1;
    private boolean stopped;

    /**
     * @param listener called when there is another set of addresses, unless addresses have only gone
     */
    NetworkWatch(Vertx vertx, Runnable listener) {
        this(vertx, NetworkWatch::addresses, INTERVAL, listener);
    }

    /**
     * @param addresses of the interfaces that are up; blocks
     */
    NetworkWatch(Vertx vertx, Callable<Set<String>> addresses, Duration interval, Runnable listener) {
        this.vertx = vertx;
        this.addresses = addresses;
        this.interval = interval;
        this.listener = listener;
    }

    void start() {
        look();
    }

    void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    private void look() {
        vertx.executeBlocking(addresses, false).onComplete(found -> {
            if (stopped) {
                return;
            }
            // A system that does not tell its addresses is as one that does not change.
            if (found.succeeded()) {
                boolean more = known != null && !known.containsAll(found.result());
                known = found.result();
                if (more) {
                    listener.run();
                }
            }
            timer = vertx.setTimer(interval.toMillis(), due -> look());
        });
    }

    private static Set<String> addresses() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .map(String::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
