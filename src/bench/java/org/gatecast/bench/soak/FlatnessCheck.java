package org.gatecast.bench.soak;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * Whether a figure stayed flat from the tenth minute to the last: the median of the last third of that time beside the
 * median of its first third.
 */
final class FlatnessCheck {
    private static final int FROM_MINUTE = 10;
    private static final int THIRDS = 3;

    private FlatnessCheck() {}

    /** Prints a line for each figure, and returns whether all of them stayed flat. Too few samples are not flat. */
    static boolean print(List<MemorySample> samples) {
        List<MemorySample> judged = samples.stream()
                .filter(sample -> sample.minute() >= FROM_MINUTE)
                .toList();
        if (judged.size() < THIRDS) {
            System.out.println("Too short to judge: what counts begins at minute " + FROM_MINUTE);
            return false;
        }
        boolean flat = print("heap after collection, KiB", judged, MemorySample::heapKib, 0.05, 512);
        flat &= print("sockets", judged, MemorySample::sockets, 0.05, 5);
        flat &= print("file descriptors", judged, MemorySample::files, 0.05, 5);
        flat &= print("WAL, KiB", judged, sample -> sample.walBytes() / 1024.0, 0.05, 64);
        flat &= print("p99 of delivery, ms", judged, MemorySample::slowMillis, 0.25, 5);
        return flat;
    }

    /** Prints a line for one figure, and returns whether it stayed flat, as {@link #isFlat} says. */
    static <T> boolean print(String name, List<T> judged, ToDoubleFunction<T> figure, double share, double least) {
        if (judged.size() < THIRDS) {
            System.out.println(name + ": too short to judge");
            return false;
        }
        double[] values = judged.stream().mapToDouble(figure).toArray();
        double[] ends = ends(values);
        boolean flat = isFlat(values, share, least);
        System.out.printf(
                Locale.ROOT, "%-28s %10.1f -> %10.1f  %s%n", name, ends[0], ends[1], flat ? "flat" : "NOT FLAT");
        return flat;
    }

    /**
     * @param share of the first median, how much the last may be above it
     * @param least in the figure's own unit, a rise that never counts
     */
    static boolean isFlat(double[] values, double share, double least) {
        double[] ends = ends(values);
        return ends[1] - ends[0] <= Math.max(share * ends[0], least);
    }

    private static double[] ends(double[] values) {
        int third = Math.max(1, values.length / THIRDS);
        return new double[] {median(values, 0, third), median(values, values.length - third, values.length)};
    }

    private static double median(double[] values, int from, int to) {
        double[] sorted = java.util.Arrays.copyOfRange(values, from, to);
        java.util.Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
