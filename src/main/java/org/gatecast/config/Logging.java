package org.gatecast.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** The settings' side of {@link LogbackConfiguration}. */
public final class Logging {
    private Logging() {}

    /** From here on this process logs as the settings say; called once, before Vert.x exists. */
    public static void apply(Settings settings) {
        apply(settings, (LoggerContext) LoggerFactory.getILoggerFactory());
    }

    /** From here on {@code listener} is told of every failure that Netty logs, on the thread that logs. */
    public static void onNettyFailure(Consumer<Throwable> listener) {
        NettyFailureFilter failures = new NettyFailureFilter(listener);
        failures.start();
        ((LoggerContext) LoggerFactory.getILoggerFactory()).addTurboFilter(failures);
    }

    /**
     * Writes out what still waits, for a second at most. Lines go to the terminal from a thread of their own, so this is
     * the last thing a process does before it ends; what is logged afterwards is lost.
     */
    public static void close() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    /** The root takes the level; a library that is quietened there never becomes louder than the root. */
    static void apply(Settings settings, LoggerContext context) {
        if (settings.log().format() == LogFormat.JSON) {
            LogbackConfiguration.useJson(context);
        }
        Level level = Level.toLevel(settings.log().level().name());
        for (Logger logger : context.getLoggerList()) {
            if (logger.getLevel() != null && level.isGreaterOrEqual(logger.getLevel())) {
                logger.setLevel(level);
            }
        }
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).setLevel(level);
    }
}
