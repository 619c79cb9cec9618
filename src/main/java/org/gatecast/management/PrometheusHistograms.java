package org.gatecast.management;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatecast.metrics.DurationHistogram;
import org.gatecast.metrics.MetricsRegistry;

/** Exposes the registry's durations. Micrometer has no meter for a histogram that something else records. */
record PrometheusHistograms(MetricsRegistry metrics) implements MultiCollector {
    @Override
    public MetricSnapshots collect() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        for (MetricsRegistry.Family family : metrics.families()) {
            if (family.kind() != MetricsRegistry.Kind.DURATIONS) {
                continue;
            }
            HistogramSnapshot.Builder histogram =
                    HistogramSnapshot.builder().name(family.name()).help(family.help());
            for (MetricsRegistry.Series series : family.series()) {
                for (DurationHistogram durations : series.durations()) {
                    histogram.dataPoint(point(series.labels(), durations.snapshot()));
                }
            }
            all.metricSnapshot(histogram.build());
        }
        return all.build();
    }

    private static HistogramDataPointSnapshot point(Map<String, String> labels, DurationHistogram.Snapshot times) {
        List<Double> bounds = new ArrayList<>(times.boundsSeconds());
        bounds.add(Double.POSITIVE_INFINITY);
        return HistogramDataPointSnapshot.builder()
                .labels(Labels.of(
                        List.copyOf(labels.keySet()).toArray(new String[0]),
                        List.copyOf(labels.values()).toArray(new String[0])))
                .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, new ArrayList<>(times.counts())))
                .sum(times.sumSeconds())
                .build();
    }
}
