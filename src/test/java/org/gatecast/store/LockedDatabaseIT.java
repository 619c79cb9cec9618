package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.util.List;
import java.util.function.Supplier;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.ForeignDatabaseLock;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A database that takes no commits: nothing is acknowledged or sent, and the pusher's retry succeeds. */
class LockedDatabaseIT {
    @RegisterExtension
    final TestServer server = TestServer.onSqlite("database.busy-timeout-millis", "20");

    @Test
    void aCallThatCannotBeSavedIsRefusedAndARetrySucceeds() {
        BoothClient booth = server.api()
                .createEvent("TEST")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
        server.api().createEvent("DOOMED");
        SpectatorClient spectator = server.watch("TEST");
        RefusalCheck refusals = new RefusalCheck(server.api());
        List<Supplier<ApiResponse>> calls = List.of(
                () -> booth.importXml(ExportXml.big(server.clock().today(), 20)
                        .race("K1M_BR1", "K1M", "BR1")
                        .toString()),
                () -> booth.results(json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': 9000, 'pen': 0}]}")),
                () -> booth.configure(json("{'mergeStrategy': 'xml'}")),
                () -> booth.status("finished"),
                () -> server.api().post("/api/v1/admin/events", json("{'eventId': 'NEW', 'mainTitle': 'New'}")),
                () -> server.api().deleteEvent("DOOMED"));
        ForeignDatabaseLock.holdDuring(
                server.database(),
                () -> calls.forEach(call -> refusals.assertRefused(503, "Unavailable", "try again", call)));
        assertThat(spectator.messages()).hasSize(1);

        assertThat(calls).allSatisfy(call -> assertThat(call.get().status()).isIn(200, 201));
        spectator.awaitStatus("finished");
        spectator.assertSameAsRest();
        assertThat(spectator.redundant()).isZero();
    }
}
