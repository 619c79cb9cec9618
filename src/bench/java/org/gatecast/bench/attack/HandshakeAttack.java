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
    public void run(AttackedServer server, AttackScale scale, AttackReport report) throws Exception {
        BoothClient booth = server.runningEvent("handshakes");
        MeasuredAttack.run(server, booth, scale, report, () -> {
            HandshakeFlood flood = new HandshakeFlood(
                    SourceAddress.HANDSHAKES, server.port(), booth.eventId(), scale.handshakesPerSecond());
            return () -> {
                flood.close();
                report.note("handshakes: %s", flood.responses());
            };
        });
    }
}
