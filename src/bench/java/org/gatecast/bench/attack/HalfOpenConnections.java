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
    public void run(AttackedServer attackedServer, AttackScale attackScale, AttackReport attackReport)
            throws Exception {
        BoothClient booth = attackedServer.runningEvent("half-open");
        MeasuredAttack.run(attackedServer, booth, attackScale, attackReport, () -> begin(attackedServer, attackScale));
    }

    static MeasuredAttack.Attackers begin(AttackedServer attackedServer, AttackScale attackScale) {
        return new ReplacedClients(
                SourceAddress.HALF_OPEN, attackedServer.port(), attackScale.halfOpen(), List.of("", BEGINNING));
    }
}
