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
    public void run(AttackedServer attackedServer, AttackScale attackScale, AttackReport attackReport)
            throws Exception {
        BoothClient booth = attackedServer.runningEvent("moved");
        var elsewhere = attackedServer.database().resolveSibling("elsewhere.db");
        Files.move(attackedServer.database(), elsewhere);
        attackReport.check(becomes(booth, 503), "results get 503 within %d s", LONGEST_SECONDS);
        String ready = attackedServer.ask("/ready");
        attackReport.check(ready.contains("\"database\"") && !ready.contains("\"ready\":true"), "/ready: %s", ready);
        attackReport.check(
                attackedServer.api().event(booth.eventId()).status() == 200 && attackedServer.isAlive(),
                "spectators are served");
        Files.move(elsewhere, attackedServer.database());
        attackReport.check(becomes(booth, 200), "moved back, results get 200 within %d s", LONGEST_SECONDS);
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
