package org.gatecast.ops;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatecast.tally.Durations;
import org.gatecast.tally.Tally;

/** The tally's durations as Prometheus histograms: Micrometer has no meter for times that somebody else has noted. */
record Histograms(Tally tally) implements MultiCollector {
    @Override
    public MetricSnapshots collect() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        for (Tally.Family family : tally.families()) {
            if (family.kind() != Tally.Kind.DURATIONS) {
                continue;
            }
            HistogramSnapshot.Builder histogram =
                    HistogramSnapshot.builder().name(family.name()).help(family.help());
            for (Tally.Series series : family.series()) {
                for (Durations durations : series.durations()) {
                    histogram.dataPoint(point(series.labels(), durations.snapshot()));
                }
            }
            all.metricSnapshot(histogram.build());
        }
        return all.build();
    }

    private static HistogramDataPointSnapshot point(Map<String, String> labels, Durations.Snapshot times) {
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
