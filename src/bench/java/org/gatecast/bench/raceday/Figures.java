package org.gatecast.bench.raceday;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures by name, one of each per run, in the order in which they came first. */
final class Figures {
    private final Map<String, List<Double>> byName = new LinkedHashMap<>();

    void add(String name, double figure) {
        byName.computeIfAbsent(name, first -> new ArrayList<>()).add(figure);
    }

    /** Prints the median of each, its smallest and its largest. */
    void print() {
        System.out.printf(Locale.ROOT, "%-40s %10s %10s %10s%n", "", "median", "from", "to");
        byName.forEach((name, figures) -> {
            double[] sorted =
                    figures.stream().mapToDouble(Double::doubleValue).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%-40s %10.2f %10.2f %10.2f%n",
                    name,
                    sorted[sorted.length / 2],
                    sorted[0],
                    sorted[sorted.length - 1]);
        });
    }
}
