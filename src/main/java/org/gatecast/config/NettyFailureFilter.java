package org.gatecast.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.function.Consumer;
import org.slf4j.Marker;

/**
 * Passes every failure that Netty logs to a listener, at any log level, on the thread that logs. Netty reports a failed task
 * of an event loop in no other way, and does not run a failed timer again.
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
