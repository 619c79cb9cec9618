package org.gatecast.http.errors;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.model.ErrorCode;

/** Counts error responses by error code. One for all event loops; any thread. */
public final class RefusalMetrics {
    private final Map<ErrorCode, LongAdder> refusals = new EnumMap<>(ErrorCode.class);

    public RefusalMetrics(MetricsRegistry metrics) {
        for (ErrorCode code : ErrorCode.values()) {
            LongAdder count = new LongAdder();
            refusals.put(code, count);
            metrics.counter(
                    "gatecast_error_responses_total",
                    "Error responses, on any address.",
                    count::sum,
                    "error",
                    code.name());
        }
    }

    void count(ErrorCode code) {
        refusals.get(code).increment();
    }
}
