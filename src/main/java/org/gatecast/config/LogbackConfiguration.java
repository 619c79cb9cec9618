package org.gatecast.config;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import net.logstash.logback.encoder.LogstashEncoder;
import net.logstash.logback.fieldnames.LogstashFieldNames;

/**
 * Configures Logback: one line per event on the standard output, as {@link TextLogLayout} writes it or as JSON. Logback finds
 * this class when the first logger is made. Reading a {@code logback.xml} would take a sixth of the start. A
 * {@code logback-test.xml} or the system property {@code logback.configurationFile} replaces this configuration.
 */
public final class LogbackConfiguration extends ContextAwareBase implements Configurator {
    private static final String QUEUE = "queue";
    private static final String TERMINAL = "terminal";
    private static final int QUEUE_LINES = 4096;
    private static final int FLUSH_TIMEOUT_MILLIS = 1000;
    /** Libraries that log routine work at INFO, or every socket or refusal at DEBUG. */
    private static final List<String> QUIET_LOGGERS =
            List.of("io.netty", "io.vertx.ext.web", "io.agroal", "org.flywaydb");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null
                || LogbackConfiguration.class.getResource("/logback-test.xml") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        install(context);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** The root logs from INFO until {@link Logging} applies the setting. */
    static void install(LoggerContext context) {
        QUIET_LOGGERS.forEach(library -> context.getLogger(library).setLevel(Level.WARN));
        var root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(queue(context, terminal(context)));
    }

    /** Has no effect if another configuration is in use. */
    static void useJson(LoggerContext context) {
        LogstashFieldNames names = new LogstashFieldNames();
        names.setVersion("[ignore]");
        names.setLevelValue("[ignore]");
        names.setLogger("logger");
        names.setThread("thread");
        LogstashEncoder encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.setFieldNames(names);
        encoder.setTimeZone("UTC");
        encoder.start();
        if (context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender(QUEUE) instanceof AsyncAppender queue
                && queue.getAppender(TERMINAL) instanceof ConsoleAppender<ILoggingEvent> terminal) {
            terminal.setEncoder(encoder);
        }
    }

    private static ConsoleAppender<ILoggingEvent> terminal(LoggerContext context) {
        TextLogLayout layout = new TextLogLayout();
        layout.setContext(context);
        layout.start();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(layout);
        encoder.start();
        ConsoleAppender<ILoggingEvent> terminal = new ConsoleAppender<>();
        terminal.setContext(context);
        terminal.setName(TERMINAL);
        terminal.setEncoder(encoder);
        terminal.start();
        return terminal;
    }

    /** An event loop never waits for the output: a full queue drops lines, INFO and below first. */
    private static AsyncAppender queue(LoggerContext context, ConsoleAppender<ILoggingEvent> terminal) {
        AsyncAppender queue = new AsyncAppender();
        queue.setContext(context);
        queue.setName(QUEUE);
        queue.setQueueSize(QUEUE_LINES);
        queue.setNeverBlock(true);
        queue.setMaxFlushTime(FLUSH_TIMEOUT_MILLIS);
        queue.addAppender(terminal);
        queue.start();
        return queue;
    }
}
