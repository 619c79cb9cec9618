package org.gatecast.http.ingest;

import java.time.Clock;
import org.gatecast.bus.BusClient;
import org.gatecast.ingest.calls.RecentIngestCalls;
import org.gatecast.lifecycle.ServiceLifecycle;
import org.gatecast.snapshot.SnapshotRegistry;

/** Where the ingest requests of one event loop are recorded. */
public final class IngestRecorder {
    final IngestMetrics metrics;
    final RecentIngestCalls recentCalls;
    final KeyUseRecorder keyUses;
    final SnapshotRegistry snapshots;
    final ServiceLifecycle lifecycle;
    final Clock clock;

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
}
