package org.gatecast.metrics;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.LongSupplier;

/** A count that one thread at a time adds to and any may read: an addition to a field, with no barrier and no lock. */
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

    /** On the thread that owns the count. */
    public void add(long more) {
        VALUE.setOpaque(this, value + more);
    }

    /** On the thread that owns the count. */
    public void increment() {
        add(1);
    }

    /** Any thread; what was added a moment ago may be missing. */
    @Override
    public long getAsLong() {
        return (long) VALUE.getOpaque(this);
    }
}
