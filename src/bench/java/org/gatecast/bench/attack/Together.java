package org.gatecast.bench.attack;

import java.util.List;
import org.gatecast.testing.BoothClient;

/** Clients that read nothing, half-open connections and a flood of handshakes, all at once. */
final class Together implements Attack {
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
    public void run(Target target, Scale scale, Findings findings) throws Exception {
        BoothClient booth = target.runningEvent("together");
        String requests =
                UnreadAnswers.request(UnreadAnswers.largestDoc(target.api())).repeat(REQUESTS);
        UnderWatch.run(target, booth, scale, findings, () -> {
            Repeated unread = new Repeated(Origin.UNREAD, target.port(), scale.silentClients(), List.of(requests));
            UnderWatch.Attackers halfOpen = HalfOpen.begin(target, scale);
            HandshakeFlood flood =
                    new HandshakeFlood(Origin.HANDSHAKES, target.port(), booth.eventId(), scale.handshakesPerSecond());
            return () -> {
                flood.close();
                halfOpen.close();
                unread.close();
                findings.note("handshakes: %s", flood.answers());
            };
        });
    }
}
