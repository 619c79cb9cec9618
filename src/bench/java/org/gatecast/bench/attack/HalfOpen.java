package org.gatecast.bench.attack;

import java.util.List;
import org.gatecast.testing.BoothClient;

/** Connections that never end their first request, some of which never begin it; when cut, they come again. */
final class HalfOpen implements Attack {
    private static final String BEGINNING = "GET /health HTTP/1.1\r\nHost: a\r\nX-Slow: ";

    @Override
    public String name() {
        return "half-open";
    }

    @Override
    public String bound() {
        return "1,000 connections that never end a request: health and riders on course answered, spectators told";
    }

    @Override
    public void run(Target target, Scale scale, Findings findings) throws Exception {
        BoothClient booth = target.runningEvent("half-open");
        UnderWatch.run(target, booth, scale, findings, () -> begin(target, scale));
    }

    static UnderWatch.Attackers begin(Target target, Scale scale) {
        return new Repeated(Origin.HALF_OPEN, target.port(), scale.halfOpen(), List.of("", BEGINNING));
    }
}
