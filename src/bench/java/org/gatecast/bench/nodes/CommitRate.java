package org.gatecast.bench.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gatecast.bench.HttpConnection;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;

/**
 * 200 commits a second over 50 events, through two nodes in turn. Each event has a booth with a connection of its own, which
 * sends a call every quarter of a second, and times it from the moment when it was due.
 */
final class CommitRate {
    private static final int EVENTS = 50;
    private static final int CALLS_PER_EVENT = 80;
    private static final int WARM_UP = 20;
    private static final long INTERVAL_NANOS = 250_000_000;
    private static final int FIRST_TIME = 9_000;

    private CommitRate() {}

    static void measure(int here, int there) {
        ApiClient api = new ApiClient(here);
        List<BoothClient> booths = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            booths.add(api.createEvent("RATE" + i)
                    .imported(ExportXml.small(LocalDate.now(ZoneOffset.UTC)).toString())
                    .through("startlist", "running"));
        }
        ApiClient other = new ApiClient(there);
        Await.until(
                "the other node knows the events",
                () -> other.event("RATE" + (EVENTS - 1)).status() == 200);
        ExecutorService threads = Executors.newFixedThreadPool(EVENTS);
        try {
            long start = System.nanoTime();
            List<Future<long[]>> results = new ArrayList<>();
            for (int i = 0; i < EVENTS; i++) {
                String key = booths.get(i).apiKey();
                int port = i % 2 == 0 ? here : there;
                long first = start + INTERVAL_NANOS * i / EVENTS;
                results.add(threads.submit(() -> push(port, key, first)));
            }
            List<long[]> times = new ArrayList<>();
            for (Future<long[]> result : results) {
                times.add(result.get());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            long[] sorted =
                    times.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%.0f commits a second over %d events: due to response, ms: median %.2f, 99 %% %.2f, most %.2f%n",
                    EVENTS * (WARM_UP + CALLS_PER_EVENT) / seconds,
                    EVENTS,
                    sorted[sorted.length / 2] / 1e6,
                    sorted[(int) (sorted.length * 0.99)] / 1e6,
                    sorted[sorted.length - 1] / 1e6);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static long[] push(int port, String key, long first) {
        long[] nanos = new long[CALLS_PER_EVENT];
        try (HttpConnection booth = new HttpConnection(port, (int) TimeUnit.SECONDS.toMillis(10))) {
            booth.authorize(key);
            for (int call = 0; call < WARM_UP + CALLS_PER_EVENT; call++) {
                long due = first + call * INTERVAL_NANOS;
                LockSupport.parkNanos(due - System.nanoTime());
                String body = "{\"results\": [{\"raceId\": \"%s\", \"bib\": 1, \"time\": %d, \"pen\": 0}]}"
                        .formatted("K1M_BR1", FIRST_TIME + call);
                int status = booth.send(
                                "POST",
                                "/api/v1/ingest/results",
                                "application/json",
                                body.getBytes(StandardCharsets.US_ASCII))
                        .status();
                if (status != 200) {
                    throw new IllegalStateException("the call was refused: " + status);
                }
                if (call >= WARM_UP) {
                    nanos[call - WARM_UP] = System.nanoTime() - due;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return nanos;
    }
}
