package org.gatecast.bench.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.gatecast.testing.Api;
import org.gatecast.testing.Await;
import org.gatecast.testing.ServiceProcess;

/** The recorded race, over and over, in a server process of its own with default settings. */
final class DemoProcess implements AutoCloseable {
    /** The event that the demo plays in, and the race most of its calls are about. */
    static final String EVENT_PATH = "/e/demo";

    static final String RACE_PATH = EVENT_PATH + "/r/K1M_ST_BR2_6";

    private final ServiceProcess process;
    private final int port;

    private DemoProcess(ServiceProcess process) {
        this.process = process;
        this.port = process.port();
    }

    /**
     * Starts it, and returns when the race is under way.
     *
     * @param speed 1 is the pace of the recording
     * @param settings environment variables
     */
    static DemoProcess start(double speed, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("PORT", "0");
        DemoProcess demo = new DemoProcess(
                ServiceProcess.start(directory(), environment, "demo", "--speed", Double.toString(speed)));
        Api api = new Api(demo.port);
        Await.until("the race is under way", () -> api.event("demo")
                .body()
                .path("event")
                .path("status")
                .asText()
                .equals("running"));
        return demo;
    }

    int port() {
        return port;
    }

    private static Path directory() {
        try {
            return Files.createDirectories(Path.of("target", "bench-page"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.stop();
    }
}
