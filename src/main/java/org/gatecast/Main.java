package org.gatecast;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.gatecast.config.Logging;
import org.gatecast.config.Settings;
import org.gatecast.config.SettingsException;
import org.gatecast.config.SettingsLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the settings, starts the service, and stops it when the process is told to go. */
public final class Main {
    private static final int EXIT_SETTINGS = 2;
    private static final int EXIT_START = 1;
    private static final long STOP_SECONDS = 20;

    private Main() {}

    public static void main(String[] arguments) {
        if (arguments.length > 0) {
            System.err.println("gatecast takes no arguments; its settings are explained in conf/gatecast.properties");
            System.exit(EXIT_SETTINGS);
        }
        run(settings());
    }

    private static Settings settings() {
        try {
            return SettingsLoader.load();
        } catch (SettingsException e) {
            System.err.println(e.getMessage());
            System.exit(EXIT_SETTINGS);
            throw e;
        }
    }

    private static void run(Settings settings) {
        Logging.apply(settings);
        Logger log = LoggerFactory.getLogger(Main.class);
        Vertx vertx = Vertx.vertx(Gatecast.options(settings));
        Gatecast.start(vertx, settings, Clock.systemUTC())
                .onSuccess(service -> Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    log.info("Stopping");
                    await(service);
                    Logging.close();
                })))
                .onFailure(failure -> {
                    log.error("Gatecast could not start: {}", failure.getMessage(), failure);
                    Logging.close();
                    Runtime.getRuntime().halt(EXIT_START);
                });
    }

    private static void await(Gatecast service) {
        CountDownLatch stopped = new CountDownLatch(1);
        service.stop().onComplete(done -> stopped.countDown());
        try {
            stopped.await(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
