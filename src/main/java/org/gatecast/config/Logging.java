package org.gatecast.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.util.function.Consumer;
import org.slf4j.LoggerFactory;

/** Applies the log settings to Logback. */
public final class Logging {
    private Logging() {}

    /** Called once, before Vert.x exists. */
    public static void apply(Settings settings) {
        apply(settings, (LoggerContext) LoggerFactory.getILoggerFactory());
    }

    /** Passes every failure that Netty logs to {@code listener}, on the thread that logs. */
    public static void onNettyFailure(Consumer<Throwable> listener) {
        NettyFailureFilter failures = new NettyFailureFilter(listener);
        failures.start();
        ((LoggerContext) LoggerFactory.getILoggerFactory()).addTurboFilter(failures);
    }

    /** Writes the queued lines, for a second at most. Called last before the process ends; later lines are lost. */
    public static void close() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    /** Sets the level of the root logger. No other logger logs more than the root. */
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
