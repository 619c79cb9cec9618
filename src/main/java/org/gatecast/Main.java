package org.gatecast;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
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
import org.gatecast.lifecycle.MemoryWatch;
import org.gatecast.maintenance.MaintenanceCommand;
import org.gatecast.store.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads the settings, runs the command, and stops it on a signal. */
public final class Main {
    private static final double MAX_SPEED = 1_000;

    private static final String USAGE =
            """
            usage: java -jar gatecast.jar
                       serves; the settings are explained in conf/gatecast.properties
                   java -jar gatecast.jar demo [--speed N]
                       serves a recorded race from a database that is removed at the end, N times as fast (1)
                   java -jar gatecast.jar booth --help
                       pushes what the timing program Canoe123 says to a Gatecast
                   java -jar gatecast.jar backup FILE
                       copies the database to FILE, whether or not the service runs
                   java -jar gatecast.jar restore FILE
                       puts the backup FILE in the database's place, and keeps that one; the service may run
                   java -jar gatecast.jar restore-event FILE
                       brings back the event that was archived to FILE; the service may run""";

    private Main() {}

    /** A command that runs until it is stopped. */
    @FunctionalInterface
    private interface Task {
        /** Completes when the command runs, with the function that stops it. */
        Future<Supplier<Future<Void>>> start(Vertx vertx, Settings settings);
    }

    public static void main(String[] arguments) {
        List<String> given = List.of(arguments);
        if (!given.isEmpty() && given.get(0).equals("booth")) {
            runBooth(given.subList(1, given.size()));
            return;
        }
        MaintenanceCommand command = MaintenanceCommand.of(given);
        if (command == null) {
            run(task(given), settings(), Gatecast::options);
        } else {
            System.exit(run(command, Path.of(given.get(1)), settings()).code());
        }
    }

    private static void runBooth(List<String> arguments) {
        if (arguments.contains("--help")) {
            System.out.println(BoothOptions.USAGE);
            System.exit(ExitCode.STOPPED.code());
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
        double speed = speed(arguments);
        if (!arguments.get(0).equals("demo") || !(speed > 0 && speed <= MAX_SPEED)) {
            System.err.println(USAGE);
            System.exit(ExitCode.INVALID_ARGUMENTS.code());
        }
        return (vertx, settings) -> demo(vertx, settings, speed);
    }

    /** The speed of the demo; {@code NaN} if the arguments are not valid. */
    private static double speed(List<String> arguments) {
        if (arguments.size() == 1) {
            return 1;
        }
        try {
            return arguments.size() == 3 && arguments.get(1).equals("--speed")
                    ? Double.parseDouble(arguments.get(2))
                    : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
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

    /** Prints one line: the result on the standard output, or the reason of a failure on the standard error. */
    private static ExitCode run(MaintenanceCommand command, Path file, Settings settings) {
        Logging.apply(settings);
        if (settings.database().url().isPresent()) {
            System.err.println(
                    "This command is about SQLite files. For PostgreSQL use its own programs, such as pg_dump"
                            + " and pg_restore, while the service is stopped.");
            return ExitCode.INVALID_ARGUMENTS;
        }
        try {
            System.out.println(command.run(settings.database().path(), file.toAbsolutePath(), Clock.systemUTC()));
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
