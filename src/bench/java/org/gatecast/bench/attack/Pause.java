package org.gatecast.bench.attack;

import static org.gatecast.testing.ApiClient.json;

import java.util.concurrent.TimeUnit;
import org.gatecast.testing.BoothClient;

/** The process stands still and goes on: SIGSTOP, SIGCONT. */
final class Pause implements Attack {
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
    public void run(Target target, Scale scale, Findings findings) throws Exception {
        BoothClient booth = target.runningEvent("pause");
        try (Bystanders bystanders = new Bystanders(booth, scale.spectators(), scale.pause())) {
            TimeUnit.MILLISECONDS.sleep(scale.quiet().toMillis());
            bystanders.take();
            target.signal("STOP");
            TimeUnit.MILLISECONDS.sleep(scale.pause().toMillis());
            target.signal("CONT");
            TimeUnit.MILLISECONDS.sleep(AFTER_PER_PAUSE * scale.pause().toMillis());
            Bystanders.Figures after = bystanders.take();
            findings.note("health %s; heard %s", after.health(), after.heard());
            findings.check(after.cut() == 0, "%d of %d spectators cut", after.cut(), scale.spectators());
            int status = booth.results(json("{'results': []}")).status();
            findings.check(status == 200, "results answered with %d", status);
        }
    }
}
