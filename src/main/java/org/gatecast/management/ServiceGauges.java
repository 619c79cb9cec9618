package org.gatecast.management;

import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.gatecast.config.Settings;
import org.gatecast.lifecycle.ServiceLifecycle;
import org.gatecast.lifecycle.ServiceLifecycle.Phase;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.model.EventId;
import org.gatecast.model.EventStatus;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;

/** Gauges of the service as a whole. */
public final class ServiceGauges {
    static final String OTHERS = "_other";

    private ServiceGauges() {}

    /**
     * @param spectators counts an event's spectators
     */
    public static void registerWith(
            MetricsRegistry metrics,
            Settings settings,
            ServiceLifecycle lifecycle,
            SnapshotRegistry snapshots,
            ToIntFunction<EventId> spectators) {
        metrics.gauge(
                "gatecast_serving",
                "1 while the service is ready, until it is told to stop; else 0.",
                () -> lifecycle.phase() == Phase.SERVING ? 1 : 0);
        metrics.gauge("gatecast_ingest_in_progress", "Ingest calls that wait for their response.", lifecycle::inFlight);
        metrics.gauges("gatecast_events", "Events, by status.", "status", () -> byStatus(snapshots));
        metrics.gauges(
                "gatecast_spectators",
                "Spectators, by event; events with fewer spectators added up as " + OTHERS + ".",
                "event",
                () -> byEvent(snapshots, spectators, settings.management().metricsEvents()));
        metrics.gauge("gatecast_spectators_limit", "Spectators that one event may have.", () -> settings.spectators()
                .perEvent());
        if (settings.database().url().isEmpty()) {
            registerFiles(metrics, settings.database().path().toAbsolutePath());
        }
        metrics.gauge(
                "gatecast_frame_memory_bytes",
                "Memory outside the heap for messages that are being sent.",
                () -> PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory());
    }

    private static void registerFiles(MetricsRegistry metrics, Path database) {
        Path log = database.resolveSibling(database.getFileName() + "-wal");
        String help = "Size of the SQLite database; absent on PostgreSQL.";
        metrics.gauge("gatecast_database_bytes", help, () -> size(database), "file", "main");
        metrics.gauge("gatecast_database_bytes", help, () -> size(log), "file", "wal");
    }

    private static Map<String, Long> byStatus(SnapshotRegistry snapshots) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (EventStatus status : EventStatus.values()) {
            counts.put(status.name().toLowerCase(Locale.ROOT), 0L);
        }
        snapshots
                .all()
                .forEach(snapshot ->
                        counts.merge(snapshot.meta().status().name().toLowerCase(Locale.ROOT), 1L, Long::sum));
        return counts;
    }

    /** The {@code most} events with the most spectators, and the sum of the others. */
    static Map<String, Long> byEvent(SnapshotRegistry snapshots, ToIntFunction<EventId> spectators, int most) {
        record Event(EventId id, long spectators) {}
        List<Event> events = snapshots.all().stream()
                .map(EventSnapshot::meta)
                .map(meta -> new Event(meta.eventId(), spectators.applyAsInt(meta.eventId())))
                .sorted(Comparator.comparingLong(Event::spectators).reversed().thenComparing(event -> event.id()
                        .value()))
                .toList();
        Map<String, Long> counts = new LinkedHashMap<>();
        events.stream().limit(most).forEach(event -> counts.put(event.id().value(), event.spectators()));
        counts.merge(
                OTHERS, events.stream().skip(most).mapToLong(Event::spectators).sum(), Long::sum);
        return counts;
    }

    private static double size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException missing) {
            return 0;
        }
    }
}
