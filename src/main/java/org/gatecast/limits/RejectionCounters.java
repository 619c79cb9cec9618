package org.gatecast.limits;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts refused requests and closed connections by reason. Any thread. */
public final class RejectionCounters {
    private final Map<RejectionReason, LongAdder> counts = new EnumMap<>(RejectionReason.class);

    RejectionCounters() {
        for (RejectionReason reason : RejectionReason.values()) {
            counts.put(reason, new LongAdder());
        }
    }

    public void count(RejectionReason reason) {
        counts.get(reason).increment();
    }

    public long of(RejectionReason reason) {
        return counts.get(reason).sum();
    }
}
