package org.gatecast.broadcast;

import java.util.List;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.RestState;
import org.gatecast.testing.TestServer;

/** The recorded race on a server, as fast as it takes the calls. */
final class RecordingReplay {
    static final String EVENT = "RACE";

    private final TestServer server;
    private final BoothClient booth;

    private RecordingReplay(TestServer server, BoothClient booth) {
        this.server = server;
        this.booth = booth;
    }

    /** An event that is about to be run. */
    static RecordingReplay ready(TestServer server) {
        BoothClient booth = server.api().createEvent(EVENT);
        return of(server, booth.imported(Recording.xml(server.clock().today())).through("startlist", "running"));
    }

    /** An event that somebody else has brought to that. */
    static RecordingReplay of(TestServer server, BoothClient booth) {
        return new RecordingReplay(server, booth);
    }

    BoothClient booth() {
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
    void finishBefore(ReconnectingClientPool clients) {
        booth.through("finished");
        clients.awaitCurrent(cursor());
        clients.assertSameAs(RestState.read(server.api(), EVENT));
    }

    /** The event as a new spectator receives it. */
    String cursor() {
        try (ReconnectingClientPool one = new ReconnectingClientPool(server.api(), EVENT, 1)) {
            ReconnectingClient newcomer = one.join(ReconnectingClient.Form.PLAIN, "no such race");
            one.await("has been told", client -> client.model().cursor() != null);
            return newcomer.model().cursor();
        }
    }
}
