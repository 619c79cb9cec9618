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
    public void run(AttackedServer server, AttackScale scale, AttackReport report) throws Exception {
        BoothClient booth = server.runningEvent("together");
        String requests = UnreadResponses.request(UnreadResponses.largestDoc(server.api()))
                .repeat(REQUESTS);
        MeasuredAttack.run(server, booth, scale, report, () -> {
            ReplacedClients unread =
                    new ReplacedClients(SourceAddress.UNREAD, server.port(), scale.silentClients(), List.of(requests));
            MeasuredAttack.Attackers halfOpen = HalfOpenConnections.begin(server, scale);
            HandshakeFlood flood = new HandshakeFlood(
                    SourceAddress.HANDSHAKES, server.port(), booth.eventId(), scale.handshakesPerSecond());
            return () -> {
                flood.close();
                halfOpen.close();
                unread.close();
                report.note("handshakes: %s", flood.responses());
            };
        });
    }
}
