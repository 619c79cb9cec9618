package org.gatecast.management;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.LocalCodec;
import org.gatecast.lifecycle.ServiceLifecycle;
import org.gatecast.lifecycle.ServiceLifecycle.Phase;
import org.gatecast.model.Refusal;

/**
 * Checks whether the service is ready. It probes the database at most once a second, and responds within two seconds. Confined
 * to one event loop.
 */
final class ReadinessCheck {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PROBE_MILLIS = 2_000;
    private static final String OK = "ok";

    private final Vertx vertx;
    private final ServiceLifecycle lifecycle;
    private Future<String> database;
    private long probedAt;

    /**
     * @param database "ok", or the problem
     */
    record Report(Phase phase, String database, boolean memoryShort) {
        boolean ready() {
            return phase == Phase.SERVING && database.equals(OK) && !memoryShort;
        }

        JsonObject json() {
            boolean opened = phase != Phase.STARTING;
            return new JsonObject()
                    .put("ready", ready())
                    .put(
                            "checks",
                            new JsonObject()
                                    .put("migrations", opened ? OK : "the database is being opened")
                                    .put("database", database)
                                    .put("memory", memoryShort ? "ran out within the last 30 s" : OK)
                                    .put(
                                            "draining",
                                            phase.compareTo(Phase.DRAINING) < 0
                                                    ? OK
                                                    : "the service has been told to stop"));
        }
    }

    ReadinessCheck(Vertx vertx, ServiceLifecycle lifecycle) {
        this.vertx = vertx;
        this.lifecycle = lifecycle;
    }

    /** Never fails. */
    Future<Report> check() {
        Phase phase = lifecycle.phase();
        if (phase == Phase.STARTING) {
            return Future.succeededFuture(report(phase, "is being opened"));
        }
        if (phase == Phase.STOPPING) {
            return Future.succeededFuture(report(phase, "is being closed"));
        }
        long now = System.nanoTime();
        if (database == null || (database.isComplete() && now - probedAt > FRESH_NANOS)) {
            probedAt = now;
            database = probe();
        }
        return database.map(state -> report(lifecycle.phase(), state));
    }

    private Report report(Phase phase, String database) {
        return new Report(phase, database, lifecycle.memory().isShort());
    }

    private Future<String> probe() {
        DeliveryOptions options = new DeliveryOptions(LocalCodec.OPTIONS).setSendTimeout(PROBE_MILLIS);
        return vertx.eventBus()
                .request(Addresses.PROBE, null, options)
                .map(reply -> reply.body() instanceof Refusal refusal ? refusal.message() : OK)
                .otherwise("did not take a write within " + PROBE_MILLIS / 1_000 + " s");
    }
}
