package org.gatecast.bench.attack;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.Recording;

/** Valid exports and large reads, many at once, on a heap that is too small and without the shipped flag. */
final class SmallHeap implements Attack {
    private static final int AT_ONCE = 12;
    private static final int RIDERS = 3_000;
    private static final int ROUNDS_PER_SECOND = 1;

    @Override
    public String name() {
        return "tiny-heap";
    }

    @Override
    public String bound() {
        return "48 MB of heap, 12 real exports and large reads at once: 200, 413 or 503, never 400 or 500;"
                + " then it serves, or the process has ended";
    }

    @Override
    public boolean needsProcess() {
        return true;
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-XX:+UseSerialGC", "-Xmx48m");
    }

    @Override
    public void run(AttackedServer server, AttackScale scale, AttackReport report) throws Exception {
        String export = Recording.xml(LocalDate.now(Clock.systemUTC()));
        List<BoothClient> booths = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            booths.add(server.draft("tiny" + i));
        }
        BoothClient large = server.draft("large");
        int imported = large.importXml(
                        ExportXml.big(LocalDate.now(Clock.systemUTC()), RIDERS).toString())
                .status();
        report.note("a table of %d riders: %d", RIDERS, imported);
        if (imported == 200) {
            large.status("startlist");
        }
        Map<String, Integer> responses = new ConcurrentSkipListMap<>();
        ExecutorService pushers = Executors.newFixedThreadPool(AT_ONCE);
        long rounds = Math.max(2, scale.attack().toSeconds() / 3 * ROUNDS_PER_SECOND);
        try {
            for (int round = 0; round < rounds && server.isAlive(); round++) {
                List<CompletableFuture<?>> calls = new ArrayList<>();
                for (BoothClient booth : booths) {
                    calls.add(CompletableFuture.runAsync(
                            () -> {
                                count(responses, "export ", () -> booth.importXml(export));
                                count(responses, "read ", () -> large.api().results(large.eventId(), "K1M_FIN"));
                            },
                            pushers));
                }
                CompletableFuture.allOf(calls.toArray(CompletableFuture[]::new)).join();
            }
        } finally {
            pushers.shutdownNow();
        }
        report.note("answers: %s", responses);
        report.check(
                responses.keySet().stream().noneMatch(response -> response.endsWith("400") || response.endsWith("500")),
                "no intact export is called broken, and nothing fails without a reason");
        boolean serves = serves(server, booths.get(0));
        report.check(
                serves || !server.isAlive(),
                "afterwards it %s",
                serves ? "serves" : server.isAlive() ? "is there and does not serve" : "has ended");
    }

    private static void count(
            Map<String, Integer> responses, String what, java.util.function.Supplier<ApiResponse> call) {
        String status;
        try {
            status = Integer.toString(call.get().status());
        } catch (RuntimeException e) {
            status = "none";
        }
        responses.merge(what + status, 1, Integer::sum);
    }

    private static boolean serves(AttackedServer server, BoothClient booth) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String export = ExportXml.small(LocalDate.now(Clock.systemUTC())).toString();
        while (System.nanoTime() < end && server.isAlive()) {
            try {
                if (booth.importXml(export).status() == 200
                        && server.api().get("/health").status() == 200) {
                    return true;
                }
            } catch (RuntimeException e) {
                // Not yet.
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return false;
    }
}
