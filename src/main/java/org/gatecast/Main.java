package org.gatecast;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.gatecast.booth.Booth;
import org.gatecast.booth.BoothOptions;
import org.gatecast.booth.BoothProcess;
import org.gatecast.booth.push.BoothStateException;
import org.gatecast.config.Logging;
import org.gatecast.config.Settings;
import org.gatecast.config.SettingsException;
import org.gatecast.config.SettingsLoader;
import org.gatecast.demo.Demo;
import org.gatecast.demo.DemoOptions;
import org.gatecast.demo.RemoteDemo;
import org.gatecast.lifecycle.MemoryWatch;
import org.gatecast.maintenance.MaintenanceCommand;
import org.gatecast.management.BuildInfo;
import org.gatecast.store.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the settings, runs the command, and stops it on a signal. */
public final class Main {
    private Main() {}

    /** A command that runs until it is stopped. */
    @FunctionalInterface
    private interface Task {
        /** Completes when the command runs, with the function that stops it. */
        Future<Supplier<Future<Void>>> start(Vertx vertx, Settings settings);
    }

    public static void main(String[] arguments) {
        List<String> given = List.of(arguments);
        String word = given.isEmpty() ? "" : given.get(0);
        if (word.equals("--help") || word.equals("--version")) {
            System.out.println(word.equals("--help") ? Usage.TEXT : BuildInfo.read());
            return;
        }
        if (word.equals("booth")) {
            runBooth(given.subList(1, given.size()));
            return;
        }
        MaintenanceCommand command = MaintenanceCommand.of(given);
        if (command == null) {
            run(task(given), settings(), Gatecast::options);
        } else {
            System.exit(run(command, settings()).code());
        }
    }

    private static void runBooth(List<String> arguments) {
        if (arguments.contains("--help")) {
            System.out.println(BoothOptions.USAGE);
            return;
        }
        BoothOptions options;
        try {
            options = BoothOptions.of(arguments, System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(BoothOptions.USAGE);
            System.exit(ExitCode.INVALID_ARGUMENTS.code());
            throw e;
        }
        run(
                (vertx, settings) -> BoothProcess.start(vertx, options, Clock.system(ZoneId.systemDefault()))
                        .map(booth -> vertx::close),
                settings(),
                settings -> Booth.vertxOptions());
    }

    private static Task task(List<String> arguments) {
        if (arguments.isEmpty()) {
            return Main::serve;
        }
        DemoOptions options = demoOptions(arguments);
        return options.server().isPresent()
                ? (vertx, settings) -> remoteDemo(vertx, options)
                : (vertx, settings) -> demo(vertx, settings, options.speed());
    }

    private static DemoOptions demoOptions(List<String> arguments) {
        String reason = Usage.refusal(arguments);
        try {
            if (arguments.get(0).equals("demo")) {
                return DemoOptions.of(arguments.subList(1, arguments.size()));
            }
        } catch (IllegalArgumentException e) {
            reason = e.getMessage();
        }
        System.err.println(reason);
        System.err.println(Usage.TEXT);
        System.exit(ExitCode.INVALID_ARGUMENTS.code());
        throw new IllegalArgumentException(reason);
    }

    private static Settings settings() {
        try {
            return SettingsLoader.load();
        } catch (SettingsException e) {
            System.err.println(e.getMessage());
            System.exit(ExitCode.INVALID_ARGUMENTS.code());
            throw e;
        }
    }

    private static Future<Supplier<Future<Void>>> serve(Vertx vertx, Settings settings) {
        MemoryWatch memory = MemoryWatch.ofThisProcess(Main::halt);
        Logging.onNettyFailure(memory::otherFailed);
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            memory.otherFailed(failure);
        });
        return Gatecast.start(vertx, settings, Clock.systemUTC(), memory).map(service -> service::drain);
    }

    private static void halt() {
        Logging.close();
        Runtime.getRuntime().halt(ExitCode.OUT_OF_MEMORY.code());
    }

    private static Future<Supplier<Future<Void>>> demo(Vertx vertx, Settings settings, double speed) {
        return Demo.start(vertx, settings, Clock.system(ZoneId.systemDefault()), speed)
                .map(demo -> {
                    System.out.println();
                    System.out.println("The demo is running. Open " + demo.address());
                    System.out.println("Ctrl-C ends it and removes its database.");
                    System.out.println();
                    return demo::stop;
                });
    }

    private static Future<Supplier<Future<Void>>> remoteDemo(Vertx vertx, DemoOptions options) {
        URI server = options.server().orElseThrow();
        String password =
                System.getenv().getOrDefault("MASTER_PASSWORDS", "none").split(",", 2)[0];
        return RemoteDemo.start(server, password, Clock.system(ZoneId.systemDefault()), options.speed())
                .map(demo -> {
                    System.out.println("The demo is being played to " + server);
                    return () -> {
                        demo.stop();
                        return vertx.close();
                    };
                });
    }

    /** Prints one line: the result on the standard output, or the reason of a failure on the standard error. */
    private static ExitCode run(MaintenanceCommand command, Settings settings) {
        Logging.apply(settings);
        try {
            System.out.println(command.run(settings.database(), Clock.systemUTC()));
            return ExitCode.STOPPED;
        } catch (StorageException e) {
            System.err.println(e.getMessage());
            return ExitCode.of(e.reason());
        }
    }

    private static void run(Task task, Settings settings, Function<Settings, VertxOptions> options) {
        Logging.apply(settings);
        Logger log = LoggerFactory.getLogger(Main.class);
        Vertx vertx = Vertx.vertx(options.apply(settings));
        Future<Supplier<Future<Void>>> started = task.start(vertx, settings);
        GracefulShutdown shutdown = new GracefulShutdown(started);
        shutdown.listen();
        started.onFailure(failure -> {
            if (isBusyPort(failure)) {
                log.error(
                        "Port {} is in use; set PORT to a free one",
                        settings.http().port());
            } else if (failure instanceof StorageException || failure instanceof BoothStateException) {
                log.error("Gatecast could not start: {}", failure.getMessage());
            } else {
                log.error("Gatecast could not start: {}", failure.getMessage(), failure);
            }
            shutdown.end(
                    failure instanceof StorageException storage ? ExitCode.of(storage.reason()) : ExitCode.NOT_STARTED);
        });
    }

    /** Native and Java transports throw different classes, with the same message of the system. */
    private static boolean isBusyPort(Throwable failure) {
        return String.valueOf(failure.getMessage()).contains("Address already in use");
    }
}
