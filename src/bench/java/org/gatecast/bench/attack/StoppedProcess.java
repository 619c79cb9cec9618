package org.gatecast.bench.attack;

import static org.gatecast.testing.ApiClient.json;

import java.util.concurrent.TimeUnit;
import org.gatecast.testing.BoothClient;

/** The process is stopped and continued: SIGSTOP, SIGCONT. */
final class StoppedProcess implements Attack {
    private static final int AFTER_PER_PAUSE = 2;

    @Override
    public String name() {
        return "pause";
    }

    @Override
    public String bound() {
        return "stopped for 40 s, with 100 spectators who came over 40 s: none is cut in the 80 s after it";
    }

    @Override
    public boolean needsProcess() {
        return true;
    }

    @Override
    public void run(AttackedServer attackedServer, AttackScale attackScale, AttackReport attackReport)
            throws Exception {
        BoothClient booth = attackedServer.runningEvent("pause");
        try (RegularClients regularClients = new RegularClients(booth, attackScale.spectators(), attackScale.pause())) {
            TimeUnit.MILLISECONDS.sleep(attackScale.quiet().toMillis());
            regularClients.take();
            attackedServer.signal("STOP");
            TimeUnit.MILLISECONDS.sleep(attackScale.pause().toMillis());
            attackedServer.signal("CONT");
            TimeUnit.MILLISECONDS.sleep(AFTER_PER_PAUSE * attackScale.pause().toMillis());
            RegularClients.Figures after = regularClients.take();
            attackReport.note("health %s; heard %s", after.health(), after.heard());
            attackReport.check(after.cut() == 0, "%d of %d spectators cut", after.cut(), attackScale.spectators());
            int status = booth.results(json("{'results': []}")).status();
            attackReport.check(status == 200, "results answered with %d", status);
        }
    }
}
