package org.gatecast.bench.attack;

import org.gatecast.testing.BoothClient;

/** A flood of handshakes, each closed after its response. */
final class HandshakeAttack implements Attack {
    @Override
    public String name() {
        return "handshakes";
    }

    @Override
    public String bound() {
        return "400 handshakes a second, dropped when answered: health and riders on course answered, spectators told";
    }

    @Override
    public void run(AttackedServer attackedServer, AttackScale attackScale, AttackReport attackReport)
            throws Exception {
        BoothClient booth = attackedServer.runningEvent("handshakes");
        MeasuredAttack.run(attackedServer, booth, attackScale, attackReport, () -> {
            HandshakeFlood flood = new HandshakeFlood(
                    SourceAddress.HANDSHAKES,
                    attackedServer.port(),
                    booth.eventId(),
                    attackScale.handshakesPerSecond());
            return () -> {
                flood.close();
                attackReport.note("handshakes: %s", flood.answers());
            };
        });
    }
}
