package org.gatecast.demo;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatecast.Gatecast;
import org.gatecast.Main;
import org.gatecast.config.Logging;
import org.gatecast.config.Settings;
import org.gatecast.config.SettingsLoader;

/**
 * Runs the whole service for a few seconds: the recorded race as fast as possible, on a free loopback port, with clients of
 * every kind. {@code conf/gatecast archive} runs it while the JVM records the loaded classes; with that archive the service
 * starts in half the time. The exit code is 0 if everything worked.
 */
public final class TrainingRun {
    private static final double UNLIMITED_SPEED = 1_000;
    private static final long TIMEOUT_SECONDS = 60;
    private static final int FAILED = 1;

    private TrainingRun() {}

    public static void main(String[] arguments) throws InterruptedException {
        // Loads the classes that a start by Main loads first.
        SettingsLoader.load();
        Settings settings = SettingsLoader.load(Map.of(
                "http.host", "127.0.0.1", "http.port", "0", "management.port", "0", "drain.not-ready-millis", "0"));
        Logging.apply(settings);
        System.out.println("Training run of " + Main.class.getPackageName());
        boolean worked = perform(settings);
        Logging.close();
        if (!worked) {
            System.err.println("The training run failed; the lines above say why.");
            System.exit(FAILED);
        }
    }

    private static boolean perform(Settings settings) throws InterruptedException {
        Vertx vertx = Vertx.vertx(Gatecast.options(settings));
        CountDownLatch played = new CountDownLatch(1);
        var started = Demo.start(vertx, settings, Clock.system(ZoneId.systemDefault()), UNLIMITED_SPEED, round -> {
                    if (round.refused() == 0) {
                        played.countDown();
                    }
                })
                .onFailure(Throwable::printStackTrace);
        try {
            Demo demo = started.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            List<DemoSpectator> spectators = DemoSpectator.ofEveryKind(demo.address());
            boolean worked = played.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    && spectators.stream().allMatch(DemoSpectator::receivedMessages);
            demo.stop().await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return worked;
        } catch (java.util.concurrent.TimeoutException | RuntimeException e) {
            e.printStackTrace();
            return false;
        }
    }
}
