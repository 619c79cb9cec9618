package org.gatecast.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** The times of one run of one kind of call, per call. */
record CallTimes(double medianMillis, double slowMillis, double cpuMillis) {
    private static final double SLOW = 0.95;
    private static final double NANOS = 1e6;
    private static final double WORTH_A_LINE_MILLIS = 0.005;

    /**
     * @param nanos each call's time
     * @param cpuNanos processor time of all calls together
     */
    static CallTimes of(long[] nanos, long cpuNanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new CallTimes(
                sorted[sorted.length / 2] / NANOS,
                sorted[(int) (sorted.length * SLOW)] / NANOS,
                cpuNanos / NANOS / nanos.length);
    }

    static void printHead() {
        System.out.printf(
                "%-32s %8s %8s %17s %6s   %8s %17s %6s%n",
                "", "ms", "95 %", "medians of runs", "aim", "CPU ms", "of runs", "aim");
    }

    /** One line: medians of the runs, and between what they lie. */
    static void print(String name, List<CallTimes> runs, String aim, String cpuAim) {
        double[] millis = sorted(runs, CallTimes::medianMillis);
        double[] slow = sorted(runs, CallTimes::slowMillis);
        double[] cpu = sorted(runs, CallTimes::cpuMillis);
        int median = runs.size() / 2;
        int last = runs.size() - 1;
        System.out.printf(
                Locale.ROOT,
                "%-32s %8.2f %8.2f %8.2f–%8.2f %6s   %8.3f %8.3f–%8.3f %6s%n",
                name,
                millis[median],
                slow[median],
                millis[0],
                millis[last],
                aim,
                cpu[median],
                cpu[0],
                cpu[last],
                cpuAim);
    }

    /** Processor time per call, thread by thread. */
    static void printThreads(Map<String, Long> before, Map<String, Long> after, int calls) {
        Map<String, Double> millis = new TreeMap<>();
        after.forEach((thread, nanos) -> millis.put(thread, (nanos - before.getOrDefault(thread, 0L)) / NANOS / calls));
        millis.entrySet().stream()
                .filter(thread -> thread.getValue() >= WORTH_A_LINE_MILLIS)
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(thread ->
                        System.out.printf(Locale.ROOT, "  %7.3f ms CPU  %s%n", thread.getValue(), thread.getKey()));
    }

    private static double[] sorted(List<CallTimes> runs, ToDoubleFunction<CallTimes> figure) {
        return runs.stream().mapToDouble(figure).sorted().toArray();
    }
}
