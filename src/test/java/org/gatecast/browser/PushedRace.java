package org.gatecast.browser;

import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TestServer;

/** The recorded race in an event of its own, pushed as far as a test wants it, as fast as it is acknowledged. */
final class PushedRace {
    static final String EVENT = "RACE";
    /** Second run of the longest class, which most of the recording is about; the first run counts in its table, too. */
    static final String RACE = Recording.RACE;

    static final String EVENT_PATH = "/e/" + EVENT;
    static final String RACE_PATH = EVENT_PATH + "/r/" + RACE;

    private static final List<Recording.Call> CALLS = Recording.calls();

    private final TestServer server;
    private final BoothClient booth;
    private int pushed;

    private PushedRace(TestServer server, BoothClient booth) {
        this.server = server;
        this.booth = booth;
    }

    /** An event that runs, as its export has it. */
    static PushedRace running(TestServer server) {
        return new PushedRace(
                server,
                server.api()
                        .createEvent(json("{'eventId': '" + EVENT + "', 'mainTitle': 'Veltrusy Spring Slalom'}"))
                        .imported(Recording.xml(server.clock().today()))
                        .through("startlist", "running"));
    }

    BoothClient booth() {
        return booth;
    }

    /** Goes on to a moment of the recording. */
    PushedRace playTo(int seconds) {
        while (pushed < CALLS.size() && CALLS.get(pushed).millis() < seconds * 1000L) {
            ApiResponse response = booth.push(CALLS.get(pushed++));
            if (response.status() != 200) {
                throw new AssertionError("the booth was refused: " + response);
            }
        }
        return this;
    }

    PushedRace playToTheEnd() {
        return playTo(Integer.MAX_VALUE / 1000);
    }

    /** Pushes the last call again, as a booth does while nothing changes; riders that are not in it leave the course in time. */
    void pushLastCallAgain() {
        pushed--;
        playToTheEnd();
    }

    /** The table as REST has it. */
    JsonNode rows() {
        return server.api().results(EVENT, RACE).body().get("results");
    }

    /** Waits until a page shows the table as REST has it, in every cell. */
    void awaitOn(BrowserPage page) {
        ResultsOnScreen expected = ResultsOnScreen.of(rows());
        page.await(
                "the table is REST's",
                () -> ResultsOnScreen.of(page, RACE).equals(expected),
                () -> ResultsOnScreen.of(page, RACE).against(expected));
    }
}
