package org.gatecast.testing;

/**
 * Loads the service's classes and runs one race in each JVM before the first measured one: in a cold JVM the blocked-thread
 * checker measures class loading and interpretation, not the service.
 */
final class JvmWarmUp {
    private static final int ROUNDS = 3;
    private static boolean held;

    private JvmWarmUp() {}

    static synchronized void holdOnce() {
        if (held) {
            return;
        }
        held = true;
        ServiceClasses.load();
        try (TestServer server = TestServer.withoutMonitor()) {
            server.start();
            for (int round = 1; round <= ROUNDS; round++) {
                race(server, server.api().createEvent("REHEARSAL." + round));
            }
        }
    }

    private static void race(TestServer server, BoothClient booth) {
        booth.imported(Recording.xml(server.clock().today())).through("startlist", "running");
        try (SpectatorClient spectator = SpectatorClient.connect(server.api(), booth.eventId())) {
            Recording.calls().stream()
                    .filter(call -> call.isResults() || call.millis() < 30_000)
                    .forEach(booth::push);
            server.api().raceIds(booth.eventId()).forEach(race -> {
                server.api().results(booth.eventId(), race + "?detailed=true");
                server.api().startlist(booth.eventId(), race);
            });
            booth.imported(Recording.xml(server.clock().today())).through("finished");
            spectator.awaitStatus("finished");
        }
    }
}
