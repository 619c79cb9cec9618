package org.gatecast.http.ingest;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.gatecast.metrics.DurationHistogram;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.model.IngestSource;

/** Counts and times ingest calls by source and outcome. One for all event loops; any thread. */
public final class IngestMetrics {
    private final Map<IngestSource, Map<Outcome, DurationHistogram>> calls = new EnumMap<>(IngestSource.class);
    private final Map<IngestSource, LongAdder> bytes = new EnumMap<>(IngestSource.class);

    enum Outcome {
        /** The event has a new version. */
        CHANGED,
        /** Nothing in it was new. */
        UNCHANGED,
        /** Riders on course. */
        ACCEPTED,
        /** It arrived before the first export. */
        IGNORED,
        /** The caller's fault: a status of 4xx. */
        REFUSED,
        /** The service's fault: a status of 5xx. */
        FAILED,
        /** The client closed the connection before the response. */
        CLIENT_GONE;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public IngestMetrics(MetricsRegistry metrics) {
        for (IngestSource source : new IngestSource[] {IngestSource.XML, IngestSource.RESULTS, IngestSource.ONCOURSE}) {
            Map<Outcome, DurationHistogram> outcomes = new EnumMap<>(Outcome.class);
            calls.put(source, outcomes);
            for (Outcome outcome : Outcome.values()) {
                if ((outcome == Outcome.ACCEPTED) != (source == IngestSource.ONCOURSE)
                        && outcome.compareTo(Outcome.IGNORED) < 0) {
                    continue;
                }
                DurationHistogram durations = DurationHistogram.ofCalls();
                outcomes.put(outcome, durations);
                metrics.durations(
                        "gatecast_ingest_seconds",
                        "Ingest calls, from their headers to the end of the response.",
                        durations,
                        "source",
                        source.label(),
                        "outcome",
                        outcome.label());
            }
            LongAdder count = new LongAdder();
            bytes.put(source, count);
            metrics.counter(
                    "gatecast_ingest_bytes_total",
                    "Bytes of the bodies of ingest calls.",
                    count::sum,
                    "source",
                    source.label());
        }
    }

    void ended(IngestSource source, Outcome outcome, long nanos, long length) {
        calls.get(source).get(outcome).record(nanos);
        bytes.get(source).add(length);
    }
}
