package org.gatecast.ingest.calls;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.OnCourseUpdate;
import org.gatecast.ingest.OnCourseCall;
import org.gatecast.ingest.calls.RiderResolver.ResolvedRiders;
import org.gatecast.model.Authority;
import org.gatecast.model.SkipReason;
import org.gatecast.model.SkippedRow;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;

/**
 * Shows riders on course: those whom the event knows go to the broadcaster, and the store hears in which races they are. The
 * riders are not stored. Confined to one context.
 */
public final class OnCourseCalls {
    private final BusClient bus;
    private final OnCourseRaceReporter reporter;

    public OnCourseCalls(BusClient bus, SnapshotRegistry snapshots) {
        this.bus = bus;
        this.reporter = new OnCourseRaceReporter(bus, snapshots);
    }

    /**
     * What became of a call.
     *
     * @param active how many riders are on course now
     * @param matched riders of the call whom the event knows
     * @param ignored whether the event has no export yet, which names the riders
     * @param skipped the other riders, by their index in the call
     */
    public record Shown(int active, int matched, boolean ignored, List<SkippedRow> skipped) {
        public Shown {
            skipped = List.copyOf(skipped);
        }

        public Map<SkipReason, Integer> skippedByReason() {
            Map<SkipReason, Integer> counts = new EnumMap<>(SkipReason.class);
            skipped.forEach(row -> counts.merge(row.reason(), 1, Integer::sum));
            return counts;
        }
    }

    /**
     * The broadcaster checks the caller's authority, for a call without known riders too; the future fails with its refusal.
     *
     * @param event as it is now
     * @param arrived when the call arrived
     */
    public Future<Shown> show(EventSnapshot event, Authority by, OnCourseCall call, Instant arrived) {
        ResolvedRiders resolved = RiderResolver.resolve(event, call.riders().rows());
        return bus.onCourse(new OnCourseUpdate(by, resolved.known(), call.fromPrimary()))
                .map(accepted -> {
                    reporter.report(by, resolved.known(), arrived);
                    return new Shown(
                            accepted.riders(),
                            resolved.known().size(),
                            !event.meta().hasXmlData(),
                            resolved.skipped());
                });
    }
}
