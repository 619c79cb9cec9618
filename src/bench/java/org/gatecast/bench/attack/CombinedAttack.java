package org.gatecast.bench.attack;

import java.util.List;
import org.gatecast.testing.BoothClient;

/** Clients that read nothing, half-open connections and a flood of handshakes, all at once. */
final class CombinedAttack implements Attack {
    private static final int REQUESTS = 6;

    @Override
    public String name() {
        return "together";
    }

    @Override
    public String bound() {
        return "250 clients that read nothing and are replaced every 5 s, 1,000 half-open and 400 handshakes a second at once:"
                + " health and riders on course within 100 ms at the 99th percentile, spectators' at most twice the quiet one,"
                + " memory bounded";
    }

    @Override
    public void run(AttackedServer attackedServer, AttackScale attackScale, AttackReport attackReport)
            throws Exception {
        BoothClient booth = attackedServer.runningEvent("together");
        String requests = UnreadResponses.request(UnreadResponses.largestDoc(attackedServer.api()))
                .repeat(REQUESTS);
        MeasuredAttack.run(attackedServer, booth, attackScale, attackReport, () -> {
            ReplacedClients unread = new ReplacedClients(
                    SourceAddress.UNREAD, attackedServer.port(), attackScale.silentClients(), List.of(requests));
            MeasuredAttack.Attackers halfOpen = HalfOpenConnections.begin(attackedServer, attackScale);
            HandshakeFlood flood = new HandshakeFlood(
                    SourceAddress.HANDSHAKES,
                    attackedServer.port(),
                    booth.eventId(),
                    attackScale.handshakesPerSecond());
            return () -> {
                flood.close();
                halfOpen.close();
                unread.close();
                attackReport.note("handshakes: %s", flood.answers());
            };
        });
    }
}
