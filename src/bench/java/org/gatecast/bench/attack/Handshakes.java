package org.gatecast.bench.attack;

import org.gatecast.testing.BoothClient;

/** A flood of handshakes, each dropped when it is answered. */
final class Handshakes implements Attack {
    @Override
    public String name() {
        return "handshakes";
    }

    @Override
    public String bound() {
        return "400 handshakes a second, dropped when answered: health and riders on course answered, spectators told";
    }

    @Override
    public void run(Target target, Scale scale, Findings findings) throws Exception {
        BoothClient booth = target.runningEvent("handshakes");
        UnderWatch.run(target, booth, scale, findings, () -> {
            HandshakeFlood flood =
                    new HandshakeFlood(Origin.HANDSHAKES, target.port(), booth.eventId(), scale.handshakesPerSecond());
            return () -> {
                flood.close();
                findings.note("handshakes: %s", flood.answers());
            };
        });
    }
}
