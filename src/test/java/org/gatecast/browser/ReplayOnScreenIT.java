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
    private NetworkLink networkLink;
    private BrowserPage browserPage;

    @BeforeEach
    void theRaceRuns() {
        race = PushedRace.running(server);
        networkLink = new NetworkLink(server.api().port());
        browserPage = browser.page(networkLink.port());
    }

    @AfterEach
    void theLineEnds() {
        networkLink.close();
    }

    @Test
    void theTableEndsAsRestHasItInEveryCell() {
        browserPage.go(PushedRace.RACE_PATH);
        awaitLive("ws");

        race.playTo(30);
        browserPage.awaitThere("[data-oncourse] [data-bib='9']");
        race.playToTheEnd();

        race.awaitOn(browserPage);
        assertThat(browserPage.complaints()).isEmpty();
    }

    @Test
    void aCutInTheMiddleIsCaughtUpWithoutAReload() {
        browserPage.go(PushedRace.RACE_PATH);
        awaitLive("ws");
        race.playTo(80);
        race.awaitOn(browserPage);
        browserPage.script("window.sameDocument = true");

        networkLink.cut();
        browserPage.awaitThere("[data-freshness]:not([data-freshness=live])");
        race.playTo(120);
        networkLink.mend();
        awaitLive("ws");
        race.awaitOn(browserPage);
        race.playToTheEnd();

        race.awaitOn(browserPage);
        assertThat(browserPage.script("return window.sameDocument")).isEqualTo(true);
    }

    @Test
    void whereWebSocketsAreTurnedAwayTheStreamIsLive() {
        networkLink.refuse(WEB_SOCKET);
        browserPage.go(PushedRace.RACE_PATH);

        awaitLive("sse");
        race.playToTheEnd();

        race.awaitOn(browserPage);
    }

    @Test
    void whereWebSocketsOpenAndStayMuteTheStreamIsLive() {
        networkLink.silence(WEB_SOCKET);
        browserPage.go(PushedRace.RACE_PATH);

        awaitLive("sse");
        race.playToTheEnd();

        race.awaitOn(browserPage);
    }

    @Test
    void whereNothingStaysOpenThePageAsksAgainAndAgain() {
        networkLink.refuse(WEB_SOCKET);
        networkLink.refuse(STREAM);
        browserPage.go(PushedRace.RACE_PATH);

        awaitLive("poll");
        race.playToTheEnd();

        race.awaitOn(browserPage);
    }

    private void awaitLive(String transport) {
        browserPage.awaitThere("[data-freshness=live][data-transport=" + transport + "]");
    }
}
