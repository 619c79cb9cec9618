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
 * The whole service once through, in a few seconds and for nobody: the recorded race as fast as it goes, on a free port
 * of the loopback, before onlookers of every kind. Run while the JVM takes down which classes are loaded ({@code
 * -XX:ArchiveClassesAtExit}), it makes the archive that lets the real service start in half the time; {@code
 * conf/gatecast archive} does so. The exit code is 0 when all of it worked, so it also says whether a machine can run the
 * service.
 */
public final class TrainingRun {
    private static final double UNLIMITED_SPEED = 1_000;
    private static final long TIMEOUT_SECONDS = 60;
    private static final int FAILED = 1;

    private TrainingRun() {}

    public static void main(String[] arguments) throws InterruptedException {
        // What a start by Main loads first, whatever the environment says.
        SettingsLoader.load();
        Settings settings = SettingsLoader.load(
                Map.of("http.host", "127.0.0.1", "http.port", "0", "management.port", "0", "drain.notice-millis", "0"));
        Logging.apply(settings);
        System.out.println("Rehearsing " + Main.class.getPackageName());
        boolean worked = perform(settings);
        Logging.close();
        if (!worked) {
            System.err.println("The rehearsal failed; what is above says why.");
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
            List<DemoSpectator> onlookers = DemoSpectator.ofEveryKind(demo.address());
            boolean worked = played.await(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    && onlookers.stream().allMatch(DemoSpectator::receivedMessages);
            demo.stop().await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            return worked;
        } catch (java.util.concurrent.TimeoutException | RuntimeException e) {
            e.printStackTrace();
            return false;
        }
    }
}
