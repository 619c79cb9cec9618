package org.gatecast.guard;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts who was turned away, and why. Any thread. */
public final class Turnstile {
    private final Map<Turned, LongAdder> counts = new EnumMap<>(Turned.class);

    Turnstile() {
        for (Turned why : Turned.values()) {
            counts.put(why, new LongAdder());
        }
    }

    public void count(Turned why) {
        counts.get(why).increment();
    }

    /** How often it happened. */
    public long of(Turned why) {
        return counts.get(why).sum();
    }
}
