package org.gatecast.live;

import java.util.List;
import org.gatecast.testing.Booth;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TestServer;

/** The recorded race on a server, as fast as it takes the calls. */
final class Replay {
    static final String EVENT = "RACE";

    private final TestServer server;
    private final Booth booth;

    private Replay(TestServer server, Booth booth) {
        this.server = server;
        this.booth = booth;
    }

    /** An event that is about to be run. */
    static Replay ready(TestServer server) {
        Booth booth = server.api().createEvent(EVENT);
        return of(server, booth.imported(Recording.xml(server.clock().today())).through("startlist", "running"));
    }

    /** An event that somebody else has brought to that. */
    static Replay of(TestServer server, Booth booth) {
        return new Replay(server, booth);
    }

    Booth booth() {
        return booth;
    }

    /** A part of the recording, from one share of its calls to another. */
    void run(double from, double to) {
        List<Recording.Call> calls = Recording.calls();
        calls.subList((int) (calls.size() * from), (int) (calls.size() * to)).forEach(booth::push);
    }

    void importAgain() {
        booth.imported(Recording.xml(server.clock().today()));
    }

    /** Ends the racing, and waits until all of them know all there is to know; then holds them against REST. */
    void finishBefore(Fans fans) {
        booth.through("finished");
        fans.awaitCurrent(cursor());
        fans.assertSameAs(RestState.read(server.api(), EVENT));
    }

    /** Where the event stands, as a newcomer is told. */
    String cursor() {
        try (Fans one = new Fans(server.api(), EVENT, 1)) {
            Fan newcomer = one.join(Fan.Form.PLAIN, "no such race");
            one.await("has been told", fan -> fan.copy().cursor() != null);
            return newcomer.copy().cursor();
        }
    }
}
