package org.gatecast.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** A counter that one thread writes and any thread reads, without a lock or a memory barrier. */
public final class EventLoopCounter implements LongSupplier {
    private static final VarHandle VALUE;

    static {
        try {
            VALUE = MethodHandles.lookup().findVarHandle(EventLoopCounter.class, "value", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long value;

    /** A counter for each constant of an enum. */
    public static <E extends Enum<E>> Map<E, EventLoopCounter> forEach(Class<E> constants) {
        Map<E, EventLoopCounter> counters = new EnumMap<>(constants);
        for (E constant : constants.getEnumConstants()) {
            counters.put(constant, new EventLoopCounter());
        }
        return counters;
    }

    /** Called on the thread that owns the counter. */
    public void add(long more) {
        VALUE.setOpaque(this, value + more);
    }

    public void increment() {
        add(1);
    }

    /** Any thread; the last additions may be missing. */
    @Override
    public long getAsLong() {
        return (long) VALUE.getOpaque(this);
    }
}
