package org.gatecast.management;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.core.metrics.Info;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatecast.metrics.MetricsRegistry;

/**
 * The metrics of the service, the JVM and the process in Prometheus' text format. The first scrape makes the Micrometer
 * registry. Blocks: any thread but an event loop.
 */
public final class PrometheusMetrics implements AutoCloseable {
    private final MetricsRegistry metrics;
    private final Map<Series, Double> values = new HashMap<>();
    private final Map<Series, Meter> meters = new HashMap<>();
    private final List<Runnable> scrapeListeners = new CopyOnWriteArrayList<>();
    private PrometheusMeterRegistry registry;
    private JvmGcMetrics collector;

    private record Series(String name, Map<String, String> labels) {}

    public PrometheusMetrics(MetricsRegistry metrics) {
        this.metrics = metrics;
    }

    /** Calls {@code listener} at each scrape from now on, on the thread that scrapes. */
    void onScrape(Runnable listener) {
        scrapeListeners.add(listener);
    }

    public synchronized String scrape() {
        scrapeListeners.forEach(Runnable::run);
        if (registry == null) {
            registry = newRegistry();
        }
        read();
        return registry.scrape();
    }

    @Override
    public synchronized void close() {
        if (registry != null) {
            collector.close();
            registry.close();
        }
    }

    private PrometheusMeterRegistry newRegistry() {
        PrometheusMeterRegistry made = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        made.getPrometheusRegistry().register(new PrometheusHistograms(metrics));
        // Exists under some garbage collectors only.
        made.config().meterFilter(MeterFilter.denyNameStartsWith("jvm.gc.concurrent"));
        collector = new JvmGcMetrics();
        collector.bindTo(made);
        new JvmMemoryMetrics().bindTo(made);
        new JvmThreadMetrics().bindTo(made);
        new ClassLoaderMetrics().bindTo(made);
        new ProcessorMetrics().bindTo(made);
        new UptimeMetrics().bindTo(made);
        new FileDescriptorMetrics().bindTo(made);
        BuildInfo build = BuildInfo.read();
        Info.builder()
                .name("gatecast_build_info")
                .help("Always 1; the labels name the running version.")
                .labelNames("version", "commit", "java", "vertx")
                .register(made.getPrometheusRegistry())
                .setLabelValues(build.version(), build.commit(), build.java(), build.vertx());
        return made;
    }

    /** Reads every series; removes the meters of series that no longer exist. */
    private void read() {
        values.clear();
        for (MetricsRegistry.Family family : metrics.families()) {
            if (family.kind() == MetricsRegistry.Kind.DURATIONS) {
                continue;
            }
            for (MetricsRegistry.Series counted : family.series()) {
                Series series = new Series(family.name(), counted.labels());
                values.put(series, counted.value());
                meters.computeIfAbsent(series, unknown -> register(unknown, family));
            }
        }
        meters.entrySet().removeIf(known -> {
            boolean gone = !values.containsKey(known.getKey());
            if (gone) {
                registry.remove(known.getValue());
            }
            return gone;
        });
    }

    private Meter register(Series series, MetricsRegistry.Family family) {
        Tags tags = Tags.empty();
        for (Map.Entry<String, String> label : series.labels.entrySet()) {
            tags = tags.and(label.getKey(), label.getValue());
        }
        return family.kind() == MetricsRegistry.Kind.COUNTER
                ? FunctionCounter.builder(series.name, this, prometheus -> prometheus.value(series))
                        .description(family.help())
                        .tags(tags)
                        .register(registry)
                : Gauge.builder(series.name, this, prometheus -> prometheus.value(series))
                        .description(family.help())
                        .tags(tags)
                        .register(registry);
    }

    private double value(Series series) {
        return values.getOrDefault(series, Double.NaN);
    }
}
