package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatecast.testing.RestState;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streams as clients see them, down to the bytes, while the recorded race goes on (contract section 3). */
class LiveStreamsIT {
    private static final String RUN_1 = "K1M_ST_BR1_6";
    private static final int MOMENTS = 20;
    private static final int COMPRESSED_MESSAGES = 1000;
    private static final String RUN_2 = "K1M_ST_BR2_6";

    @RegisterExtension
    final TestServer server = TestServer.with(
            "spectators.per-event", "5000",
            "spectators.oncourse-interval-millis", "5",
            "spectators.compression-reset-millis", "50");

    @Test
    void everyStreamDecodesAcrossJoinsResetsAndReconnectsAndEndsEqualToRest() {
        RecordingReplay replay = RecordingReplay.ready(server);
        try (ReconnectingClientPool clients = new ReconnectingClientPool(server.api(), RecordingReplay.EVENT, 4)) {
            for (int i = 0; i < 5; i++) {
                for (ReconnectingClient.Form form : ReconnectingClient.Form.values()) {
                    clients.join(form, i % 2 == 0 ? new String[0] : new String[] {RUN_1, RUN_2});
                }
                replay.run(i / 10.0, (i + 1) / 10.0);
            }
            clients.breakAt(0.01);
            // How many reads there are depends on the machine.
            clients.breakNow(0.5);
            // A quick machine sends a spectator few messages, each with many changes.
            for (int round = 0; round == 0 || (round < 20 && compressed(clients) <= COMPRESSED_MESSAGES); round++) {
                replay.run(0.5, 1);
            }
            clients.breakAt(0);
            replay.finishBefore(clients);
            assertThat(clients.all().stream()
                            .mapToInt(ReconnectingClient::connections)
                            .sum())
                    .isGreaterThan(clients.all().size());
            assertThat(compressed(clients)).isGreaterThan(COMPRESSED_MESSAGES);
        }
    }

    /** Some hundreds in the suite; {@code -Dgatecast.cut-spectators=1000} for as many as one likes. */
    @Test
    void hundredsThatAreDisconnectedAtAnyByteAndReconnectEndEqualToRest(TestReporter reporter) {
        RecordingReplay replay = RecordingReplay.ready(server);
        try (ReconnectingClientPool clients = new ReconnectingClientPool(server.api(), RecordingReplay.EVENT, 5)) {
            List<ReconnectingClient.Form> forms = List.of(ReconnectingClient.Form.values());
            for (int i = 0; i < Integer.getInteger("gatecast.cut-spectators", 300); i++) {
                clients.join(forms.get(i % forms.size()), i % 4 == 0 ? new String[0] : new String[] {RUN_2});
            }
            clients.await("is welcomed", client -> client.model().cursor() != null);
            clients.breakAt(0.02);
            for (int moment = 0; moment < MOMENTS; moment++) {
                replay.run((double) moment / MOMENTS, (moment + 1.0) / MOMENTS);
                clients.breakNow(2.0 / MOMENTS);
                if (moment == MOMENTS / 2) {
                    replay.importAgain();
                }
            }
            clients.breakAt(0);
            replay.finishBefore(clients);

            int reconnections = clients.all().stream()
                            .mapToInt(ReconnectingClient::connections)
                            .sum()
                    - clients.all().size();
            int resumed =
                    clients.all().stream().mapToInt(ReconnectingClient::resumed).sum();
            reporter.publishEntry("reconnections", reconnections + ", of which resumed " + resumed);
            assertThat(reconnections).isGreaterThan(clients.all().size());
            assertThat(resumed).isGreaterThan(reconnections / 2);
        }
    }

    @Test
    void aSlowConsumerCostsOthersNothingAndEndsEqualToRest() {
        RecordingReplay replay = RecordingReplay.ready(server);
        try (ReconnectingClientPool neighbours = new ReconnectingClientPool(server.api(), RecordingReplay.EVENT, 6);
                ReconnectingClientPool stuck = new ReconnectingClientPool(server.api(), RecordingReplay.EVENT, 7)) {
            for (ReconnectingClient.Form form : ReconnectingClient.Form.values()) {
                stuck.join(2_048, form);
                stuck.join(2_048, form, RUN_2);
                neighbours.join(form);
                neighbours.join(form, RUN_2);
            }
            stuck.await("is welcomed", client -> client.model().cursor() != null);
            stuck.all().forEach(client -> stuck.reading(client, false));
            replay.run(0, 1);
            replay.finishBefore(neighbours);
            assertThat(neighbours.all()).allMatch(client -> client.connections() == 1);

            stuck.all().forEach(client -> stuck.reading(client, true));
            String cursor = neighbours.all().get(0).model().cursor();
            stuck.await(
                    "has read what was left, or was cut",
                    client -> !client.isConnected()
                            || cursor.equals(client.model().cursor()));
            stuck.all().stream().filter(client -> !client.isConnected()).forEach(stuck::reconnect);
            stuck.awaitCurrent(cursor);
            stuck.assertSameAs(RestState.read(server.api(), RecordingReplay.EVENT));
        }
    }

    private static int compressed(ReconnectingClientPool clients) {
        return clients.all().stream().mapToInt(ReconnectingClient::compressed).sum();
    }
}
