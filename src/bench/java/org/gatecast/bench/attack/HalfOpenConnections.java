package org.gatecast.bench.attack;

import java.util.List;
import org.gatecast.testing.BoothClient;

/** Connections that never finish their first request; some never begin it. When closed, they connect again. */
final class HalfOpenConnections implements Attack {
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
    public void run(AttackedServer server, AttackScale scale, AttackReport report) throws Exception {
        BoothClient booth = server.runningEvent("half-open");
        MeasuredAttack.run(server, booth, scale, report, () -> begin(server, scale));
    }

    static MeasuredAttack.Attackers begin(AttackedServer server, AttackScale scale) {
        return new ReplacedClients(SourceAddress.HALF_OPEN, server.port(), scale.halfOpen(), List.of("", BEGINNING));
    }
}
