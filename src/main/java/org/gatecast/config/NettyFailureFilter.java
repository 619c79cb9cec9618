package org.gatecast.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.function.Consumer;
import org.slf4j.Marker;

/**
 * Tells a listener of every failure that Netty logs. Netty has no other word for a task that failed on an event loop, and
 * a timer that failed there is never run again. Whatever the log's level; on the thread that logs.
 */
final class NettyFailureFilter extends TurboFilter {
    private final Consumer<Throwable> listener;

    NettyFailureFilter(Consumer<Throwable> listener) {
        this.listener = listener;
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] values, Throwable failure) {
        if (logger.getName().startsWith("io.netty.")) {
            if (failure != null) {
                listener.accept(failure);
            } else if (values != null && values.length > 0 && values[values.length - 1] instanceof Throwable last) {
                listener.accept(last);
            }
        }
        return FilterReply.NEUTRAL;
    }
}
