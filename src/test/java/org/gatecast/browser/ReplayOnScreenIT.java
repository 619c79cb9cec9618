package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The recorded race before somebody who watches it, over lines that fail in all the ways there are. */
class ReplayOnScreenIT {
    private static final String WEB_SOCKET = "/ws";
    private static final String STREAM = "/stream";

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final TestServer server = TestServer.with();

    private PushedRace race;
    private NetworkLink link;
    private BrowserPage page;

    @BeforeEach
    void theRaceRuns() {
        race = PushedRace.running(server);
        link = new NetworkLink(server.port());
        page = browser.page(link.port());
    }

    @AfterEach
    void theLineEnds() {
        link.close();
    }

    @Test
    void theTableEndsAsRestHasItInEveryCell() {
        page.go(PushedRace.RACE_PATH);
        awaitLive("ws");

        race.playTo(30);
        page.awaitThere("[data-oncourse] [data-bib='9']");
        race.playToTheEnd();

        race.awaitOn(page);
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void aCutInTheMiddleIsCaughtUpWithoutAReload() {
        page.go(PushedRace.RACE_PATH);
        awaitLive("ws");
        race.playTo(80);
        race.awaitOn(page);
        page.script("window.sameDocument = true");

        link.cut();
        page.awaitThere("[data-freshness]:not([data-freshness=live])");
        race.playTo(120);
        link.mend();
        page.script("dispatchEvent(new Event('online'))");
        awaitLive("ws");
        race.awaitOn(page);
        race.playToTheEnd();

        race.awaitOn(page);
        assertThat(page.script("return window.sameDocument")).isEqualTo(true);
    }

    @Test
    void whereWebSocketsAreTurnedAwayTheStreamIsLive() {
        link.refuse(WEB_SOCKET);
        page.go(PushedRace.RACE_PATH);

        awaitLive("sse");
        race.playToTheEnd();

        race.awaitOn(page);
    }

    /** REST responds after two failures, but the network may have returned in between. */
    @Test
    void twoFailedConnectionsAloneAreNoBlockedTransport() {
        link.refuse(WEB_SOCKET, 2);
        page.go(PushedRace.RACE_PATH);

        awaitLive("ws");
    }

    @Test
    void whereWebSocketsOpenAndStayMuteTheStreamIsLive() {
        link.silence(WEB_SOCKET);
        page.go(PushedRace.RACE_PATH);

        awaitLive("sse");
        race.playToTheEnd();

        race.awaitOn(page);
    }

    @Test
    void whereNothingStaysOpenThePageAsksAgainAndAgain() {
        link.refuse(WEB_SOCKET);
        link.refuse(STREAM);
        page.go(PushedRace.RACE_PATH);

        awaitLive("poll");
        race.playToTheEnd();

        race.awaitOn(page);
    }

    private void awaitLive(String transport) {
        page.awaitThere("[data-freshness=live][data-transport=" + transport + "]");
    }
}
