package org.gatecast.http.ingest;

import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.gatecast.bus.BusClient;
import org.gatecast.lifecycle.ServiceLifecycle;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.IngestSource;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;

/** Where the ingest requests of one event loop are recorded. */
public final class IngestRecorder {
    private final IngestMetrics metrics;
    private final RecentIngestCalls recentCalls;
    private final KeyUseRecorder keyUses;
    private final SnapshotRegistry snapshots;
    private final ServiceLifecycle lifecycle;
    private final Clock clock;

    /**
     * @param clock for the arrival of requests
     */
    public IngestRecorder(
            IngestMetrics metrics,
            RecentIngestCalls recentCalls,
            SnapshotRegistry snapshots,
            BusClient bus,
            ServiceLifecycle lifecycle,
            Clock clock) {
        this.metrics = metrics;
        this.recentCalls = recentCalls;
        this.keyUses = new KeyUseRecorder(bus, snapshots);
        this.snapshots = snapshots;
        this.lifecycle = lifecycle;
        this.clock = clock;
    }

    /**
     * From here on the request is in flight, until its response has been sent.
     *
     * @throws RefusedException {@code Unavailable} when the service is stopping
     */
    IngestRequest begin(RoutingContext ctx, IngestSource source) {
        IngestCallLog log = new IngestCallLog(ctx.request(), source, metrics);
        IngestRequest request = new IngestRequest(ctx, source, this, log);
        ctx.addEndHandler(sent -> {
            if (log.end()) {
                lifecycle.endIngest();
            }
        });
        if (!lifecycle.beginIngest()) {
            throw new RefusedException(ErrorCode.Unavailable, "The service is restarting; try again shortly.");
        }
        return request;
    }

    RecentIngestCalls recentCalls() {
        return recentCalls;
    }

    KeyUseRecorder keyUses() {
        return keyUses;
    }

    Optional<EventSnapshot> find(EventId eventId) {
        return snapshots.find(eventId);
    }

    Instant now() {
        return clock.instant();
    }
}
