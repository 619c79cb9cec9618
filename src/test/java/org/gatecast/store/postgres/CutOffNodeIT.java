package org.gatecast.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gatecast.testing.Await;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A node that has lost the database lets its spectators go to others, if others have it. */
class CutOffNodeIT {
    private static final int SPECTATORS = 20;
    private static final int LOST_DATABASE = 1013;

    @RegisterExtension
    @Order(1)
    final TestServer a = TestServer.onPostgres();

    @RegisterExtension
    @Order(2)
    final TestServer cutOff = TestServer.beside(a).throughALink();

    private final List<SpectatorClient> spectators = new ArrayList<>();

    @BeforeEach
    void spectatorsOfTheNode() {
        a.api()
                .createEvent("TEST")
                .imported(ExportXml.small(a.clock().today()).toString())
                .through("running");
        Await.until("it is followed", () -> cutOff.api().event("TEST").status() == 200);
        while (spectators.size() < SPECTATORS) {
            spectators.add(SpectatorClient.connect(cutOff.api(), "TEST"));
        }
    }

    @AfterEach
    void theyLeave() {
        spectators.forEach(SpectatorClient::close);
    }

    @Test
    void allAreSentAwayWhenNobodyComesHereAnyMore() {
        cutOff.databaseLink().fallSilent();

        Await.until("all are disconnected", () -> spectators.stream().noneMatch(SpectatorClient::isOpen));
        assertThat(spectators)
                .allSatisfy(
                        spectator -> assertThat(spectator.awaitClosed().code()).isEqualTo(LOST_DATABASE));
        // The node ends although its database does not respond.
        cutOff.close();
    }
}
