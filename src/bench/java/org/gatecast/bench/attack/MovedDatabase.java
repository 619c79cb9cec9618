package org.gatecast.bench.attack;

import static org.gatecast.testing.ApiClient.json;

import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.gatecast.testing.BoothClient;

/** The database file is moved away while the service runs. */
final class MovedDatabase implements Attack {
    private static final int LONGEST_SECONDS = 6;

    @Override
    public String name() {
        return "moved-database";
    }

    @Override
    public String bound() {
        return "the database moved away: within 6 s calls that change something get 503 and /ready says so;"
                + " moved back, they succeed";
    }

    @Override
    public boolean needsProcess() {
        return true;
    }

    @Override
    public void run(AttackedServer server, AttackScale scale, AttackReport report) throws Exception {
        BoothClient booth = server.runningEvent("moved");
        var elsewhere = server.database().resolveSibling("elsewhere.db");
        Files.move(server.database(), elsewhere);
        report.check(becomes(booth, 503), "results get 503 within %d s", LONGEST_SECONDS);
        String ready = server.get("/ready");
        report.check(ready.contains("\"database\"") && !ready.contains("\"ready\":true"), "/ready: %s", ready);
        report.check(server.api().event(booth.eventId()).status() == 200 && server.isAlive(), "spectators are served");
        Files.move(elsewhere, server.database());
        report.check(becomes(booth, 200), "moved back, results get 200 within %d s", LONGEST_SECONDS);
    }

    private static boolean becomes(BoothClient booth, int status) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        for (int call = 1; System.nanoTime() < end; call++) {
            int time = 9_000 + call;
            if (booth.results(json(
                                    "{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': %1$d, 'pen': 0, 'total': %1$d}]}"
                                            .formatted(time)))
                            .status()
                    == status) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return false;
    }
}
