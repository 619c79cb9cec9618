package org.gatecast.bench.page;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.gatecast.testing.Await;
import org.gatecast.testing.ServiceProcess;

/** The demo, over and over, in a server process of its own with default settings. */
final class DemoProcess implements AutoCloseable {
    /** The event that the demo plays in, and the race that is under way when a round begins. */
    static final String EVENT_PATH = "/e/demo";

    static final String RACE_PATH = EVENT_PATH + "/r/K1M_HO_BR2_7";

    private final ServiceProcess process;
    private final int port;

    private DemoProcess(ServiceProcess process) {
        this.process = process;
        this.port = process.port();
    }

    /**
     * Starts it, and returns when the race is under way.
     *
     * @param speed 1 is the pace of the race
     * @param settings environment variables
     */
    static DemoProcess start(double speed, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("PORT", "0");
        ServiceProcess process =
                ServiceProcess.start(Path.of("."), environment, "demo", "--speed", Double.toString(speed));
        Await.until(
                "the race is under way",
                () -> process.output().stream().anyMatch(line -> line.startsWith("The demo is running")),
                process::errors);
        return new DemoProcess(process);
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.stop();
    }
}
