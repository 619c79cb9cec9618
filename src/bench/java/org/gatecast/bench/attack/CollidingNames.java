package org.gatecast.bench.attack;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;

/** Exports whose element and attribute names all have the same hash, against the tables of the parser. */
final class CollidingNames implements Attack {
    private static final int BITS = 16;
    private static final int NAMES = 55_000;
    private static final int ATTRIBUTES = 90;
    private static final int AT_ONCE = 4;
    private static final double LONGEST_ATTACK_SECONDS = 5;
    private static final double LONGEST_OTHER_SECONDS = 2;

    @Override
    public String name() {
        return "colliding-names";
    }

    @Override
    public String bound() {
        return "4 bodies of 2 MB whose names all have one hash, of one event: each answered within 5 s,"
                + " another event's export within 2 s meanwhile";
    }

    @Override
    public void run(AttackedServer server, AttackScale scale, AttackReport report) throws Exception {
        BoothClient attacker = server.draft("colliding");
        BoothClient other = server.draft("other");
        String export = ExportXml.small(LocalDate.now(Clock.systemUTC())).toString();
        // Until the service has warmed up.
        for (int i = 0; i < 5; i++) {
            other.imported(export);
        }
        ExecutorService pushers = Executors.newFixedThreadPool(AT_ONCE);
        List<CompletableFuture<Double>> attacks = new ArrayList<>();
        try {
            String elements = elements();
            String attributes = attributes();
            long began = System.nanoTime();
            for (int i = 0; i < AT_ONCE; i++) {
                String body = i % 2 == 0 ? elements : attributes;
                attacks.add(CompletableFuture.supplyAsync(
                        () -> {
                            ApiResponse response = attacker.importXml(body);
                            report.note("%d %s", response.status(), response.message());
                            return (System.nanoTime() - began) / 1e9;
                        },
                        pushers));
            }
            double longest = 0;
            int refused = 0;
            int calls = 0;
            CompletableFuture<?> all = CompletableFuture.allOf(attacks.toArray(CompletableFuture[]::new));
            do {
                long sent = System.nanoTime();
                refused += other.importXml(export).status() == 200 ? 0 : 1;
                longest = Math.max(longest, (System.nanoTime() - sent) / 1e9);
                calls++;
            } while (!all.isDone());
            double slowest = attacks.stream()
                    .mapToDouble(attack -> attack.handle((seconds, failed) -> failed == null ? seconds : 99.0)
                            .join())
                    .max()
                    .orElseThrow();
            report.check(
                    slowest <= LONGEST_ATTACK_SECONDS,
                    "the last of them was answered after %.1f s, bound %.0f s",
                    slowest,
                    LONGEST_ATTACK_SECONDS);
            report.check(refused == 0, "%d of %d exports of another event refused", refused, calls);
            report.check(
                    longest <= LONGEST_OTHER_SECONDS,
                    "the slowest of them took %.2f s, bound %.0f s",
                    longest,
                    LONGEST_OTHER_SECONDS);
        } finally {
            pushers.shutdownNow();
        }
    }

    private static String elements() {
        StringBuilder xml = new StringBuilder("<Canoe123Data>");
        for (int i = 0; i < NAMES; i++) {
            xml.append('<').append(colliding(i)).append("/>");
        }
        return xml.append("</Canoe123Data>").toString();
    }

    private static String attributes() {
        StringBuilder xml = new StringBuilder("<Canoe123Data>");
        for (int i = 0; i < NAMES; ) {
            xml.append("<a");
            for (int end = i + ATTRIBUTES; i < end; i++) {
                xml.append(' ').append(colliding(i)).append("=''");
            }
            xml.append("/>");
        }
        return xml.append("</Canoe123Data>").toString();
    }

    /** "Aa" and "BB" have the same hash, and so has whatever is made of as many of them. */
    static String colliding(int number) {
        StringBuilder name = new StringBuilder(2 * BITS);
        for (int bit = 0; bit < BITS; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }
}
