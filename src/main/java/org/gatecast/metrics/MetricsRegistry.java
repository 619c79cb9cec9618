package org.gatecast.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * All metrics by name. Each part of the service registers its own at start. Values with the same name and labels are added up.
 * Any thread.
 */
public final class MetricsRegistry {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final List<GaugeGroup> gaugeGroups = new CopyOnWriteArrayList<>();

    public enum Kind {
        COUNTER,
        GAUGE,
        DURATIONS
    }

    /** One value of a metric, identified by its labels. */
    public record Series(Map<String, String> labels, List<DoubleSupplier> values, List<DurationHistogram> durations) {
        public double value() {
            return values.stream().mapToDouble(DoubleSupplier::getAsDouble).sum();
        }
    }

    /** All series of one name. */
    public record Family(String name, Kind kind, String help, List<Series> series) {}

    private record Entry(
            String name,
            Kind kind,
            String help,
            Map<String, String> labels,
            DoubleSupplier value,
            DurationHistogram times) {}

    private record GaugeGroup(String name, String help, String label, Supplier<Map<String, Long>> values) {}

    /**
     * @param name as Prometheus writes it, ending in {@code _total}
     * @param labels name, value, name, value; few values each
     */
    public void counter(String name, String help, LongSupplier value, String... labels) {
        if (!name.endsWith("_total")) {
            throw new IllegalArgumentException(name + ": a counter's name ends in _total");
        }
        entries.add(new Entry(name, Kind.COUNTER, help, map(labels), value::getAsLong, null));
    }

    public void gauge(String name, String help, DoubleSupplier value, String... labels) {
        entries.add(new Entry(name, Kind.GAUGE, help, map(labels), value, null));
    }

    /**
     * Gauges whose series change.
     *
     * @param values by the label's value; few
     */
    public void gauges(String name, String help, String label, Supplier<Map<String, Long>> values) {
        gaugeGroups.add(new GaugeGroup(name, help, label, values));
    }

    /**
     * @param name ending in {@code _seconds}
     */
    public void durations(String name, String help, DurationHistogram times, String... labels) {
        if (!name.endsWith("_seconds")) {
            throw new IllegalArgumentException(name + ": a duration's name ends in _seconds");
        }
        entries.add(new Entry(name, Kind.DURATIONS, help, map(labels), null, times));
    }

    /** All metrics, in the order of registration. */
    public List<Family> families() {
        Map<String, Entry> first = new LinkedHashMap<>();
        Map<String, Map<Map<String, String>, Series>> series = new LinkedHashMap<>();
        for (Entry entry : entries) {
            first.putIfAbsent(entry.name, entry);
            Series own = series.computeIfAbsent(entry.name, name -> new LinkedHashMap<>())
                    .computeIfAbsent(entry.labels, labels -> new Series(labels, new ArrayList<>(), new ArrayList<>()));
            if (entry.times == null) {
                own.values().add(entry.value);
            } else {
                own.durations().add(entry.times);
            }
        }
        List<Family> families = new ArrayList<>();
        for (Entry entry : first.values()) {
            families.add(new Family(
                    entry.name,
                    entry.kind,
                    entry.help,
                    List.copyOf(series.get(entry.name).values())));
        }
        for (GaugeGroup gaugeGroup : gaugeGroups) {
            List<Series> now = new ArrayList<>();
            gaugeGroup
                    .values
                    .get()
                    .forEach((label, value) -> now.add(new Series(
                            Map.of(gaugeGroup.label, label), List.of(() -> value.doubleValue()), List.of())));
            families.add(new Family(gaugeGroup.name, Kind.GAUGE, gaugeGroup.help, now));
        }
        return families;
    }

    private static Map<String, String> map(String... labels) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            map.put(labels[i], labels[i + 1]);
        }
        return map;
    }
}
