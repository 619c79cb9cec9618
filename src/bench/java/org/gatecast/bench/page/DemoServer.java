package org.gatecast.bench.page;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.gatecast.testing.Await;
import org.gatecast.testing.ServerProcess;

/** The demo, which repeats its race, in a process of its own with default settings. */
final class DemoServer {
    /** The page of the demo's event. */
    static final String EVENT_PATH = "/e/demo";

    /** The page of the race that is running when a round begins. */
    static final String RACE_PATH = EVENT_PATH + "/r/K1M_HO_BR2_7";

    private DemoServer() {}

    /**
     * Starts the demo and returns when the race is running.
     *
     * @param speed 1 is the pace of the race
     * @param settings environment variables
     */
    static ServerProcess start(double speed, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("PORT", "0");
        ServerProcess server =
                ServerProcess.start(Path.of("."), environment, "demo", "--speed", Double.toString(speed));
        server.port();
        Await.until(
                "the race is running",
                () -> server.output().stream().anyMatch(line -> line.startsWith("The demo is running")),
                server::errors);
        return server;
    }
}
