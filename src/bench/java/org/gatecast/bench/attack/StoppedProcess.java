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
    public void run(AttackedServer server, AttackScale scale, AttackReport report) throws Exception {
        BoothClient booth = server.runningEvent("pause");
        try (RegularClients regular = new RegularClients(booth, scale.spectators(), scale.pause())) {
            TimeUnit.MILLISECONDS.sleep(scale.quiet().toMillis());
            regular.take();
            server.signal("STOP");
            TimeUnit.MILLISECONDS.sleep(scale.pause().toMillis());
            server.signal("CONT");
            TimeUnit.MILLISECONDS.sleep(AFTER_PER_PAUSE * scale.pause().toMillis());
            RegularClients.Figures after = regular.take();
            report.note("health %s; heard %s", after.health(), after.received());
            report.check(after.cut() == 0, "%d of %d spectators cut", after.cut(), scale.spectators());
            int status = booth.results(json("{'results': []}")).status();
            report.check(status == 200, "results answered with %d", status);
        }
    }
}
