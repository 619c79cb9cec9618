package org.gatecast.bench.fanout;

import java.util.Locale;

/**
 * What was measured.
 *
 * @param messagesEach messages to each spectator for one post
 * @param deliveries messages that arrived
 * @param wireBytes that arrived, frames and all
 * @param latencies from a post to each spectator
 * @param last from a post to the last spectator
 */
record FanoutFigures(
        String name,
        int spectators,
        int messagesEach,
        long deliveries,
        long wireBytes,
        long cpuMicros,
        SortedTimes latencies,
        SortedTimes last) {

    /** What one post brings one spectator, in bytes of payload. */
    int bytes() {
        double wire = (double) wireBytes / deliveries;
        return (int) Math.round((wire - (wire < 128 ? 2 : 4)) * messagesEach);
    }

    /** Of the server per spectator and post. */
    double cpuPerDelivery() {
        return (double) cpuMicros * messagesEach / deliveries;
    }

    double p99Millis() {
        return last.millis(0.99);
    }

    void print() {
        System.out.printf(
                Locale.ROOT,
                "%-18s n=%d  bytes %d  cpu/delivery %.2f us  each p50 %.2f p99 %.2f ms  last p50 %.2f p99 %.2f ms%n",
                name,
                spectators,
                bytes(),
                cpuPerDelivery(),
                latencies.millis(0.5),
                latencies.millis(0.99),
                last.millis(0.5),
                p99Millis());
    }

    /** This being the floor. */
    void ratios(FanoutFigures server) {
        System.out.printf(
                Locale.ROOT,
                "ratios to the floor: cpu %.2f, last p50 %.2f, last p99 %.2f%n",
                server.cpuPerDelivery() / cpuPerDelivery(),
                server.last.millis(0.5) / last.millis(0.5),
                server.p99Millis() / p99Millis());
    }
}
