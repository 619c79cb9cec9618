package org.gatecast.bench.attack;

import static org.gatecast.testing.ApiClient.json;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.BoothClient;

/** A timing booth that continues with the key of a deleted event, 12 times a second, as the pusher does. */
final class DeletedEventKey implements Attack {
    private static final String MASTER = "the right password";
    private static final int PER_SECOND = 12;

    @Override
    public String name() {
        return "stale-key";
    }

    @Override
    public String bound() {
        return "a stale key at 12 calls a second for 30 s: always 401, and the right master password works from there";
    }

    @Override
    public boolean needsProcess() {
        return true;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of("MASTER_PASSWORDS", MASTER);
    }

    @Override
    public void run(AttackedServer server, AttackScale scale, AttackReport report) throws Exception {
        ApiClient master = server.api().asMaster(MASTER);
        BoothClient booth = master.createEvent("stale");
        master.deleteEvent("stale");
        Map<Integer, Integer> responses = new TreeMap<>();
        long calls = PER_SECOND * scale.attack().toSeconds() + 200;
        long began = System.nanoTime();
        for (int i = 0; i < calls; i++) {
            int status = booth.oncourse(json("{'oncourse': []}")).status();
            responses.merge(status, 1, Integer::sum);
            if (scale.equals(AttackScale.FULL)) {
                TimeUnit.NANOSECONDS.sleep(began + i * (1_000_000_000L / PER_SECOND) - System.nanoTime());
            }
        }
        report.check(responses.keySet().equals(java.util.Set.of(401)), "the booth was answered %s", responses);
        int status =
                server.api().get("/api/v1/admin/events", "X-Master-Key", MASTER).status();
        report.check(status == 200, "the right master password was answered with %d", status);
    }
}
