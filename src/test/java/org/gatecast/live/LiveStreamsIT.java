package org.gatecast.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streams as clients see them, down to the bytes, while the recorded race goes on (contract section 3). */
class LiveStreamsIT {
    private static final String RUN_1 = "K1M_ST_BR1_6";
    private static final int MOMENTS = 20;
    private static final String RUN_2 = "K1M_ST_BR2_6";

    @RegisterExtension
    final TestServer server = TestServer.with(
            "live.spectators-per-event", "5000",
            "live.oncourse-interval-millis", "5",
            "live.compression-reset-millis", "50");

    @Test
    void everyStreamDecodesAcrossJoinsResetsAndReconnectsAndEndsEqualToRest() {
        Replay replay = Replay.ready(server);
        try (Fans fans = new Fans(server.api(), Replay.EVENT, 4)) {
            for (int i = 0; i < 5; i++) {
                for (Fan.Form form : Fan.Form.values()) {
                    fans.join(form, i % 2 == 0 ? new String[0] : new String[] {RUN_1, RUN_2});
                }
                replay.run(i / 10.0, (i + 1) / 10.0);
            }
            fans.cutAt(0.01);
            replay.run(0.5, 1);
            fans.cutAt(0);
            replay.finishBefore(fans);
            assertThat(fans.all().stream().mapToInt(Fan::connections).sum())
                    .isGreaterThan(fans.all().size());
            assertThat(fans.all().stream().mapToInt(Fan::compressed).sum()).isGreaterThan(1_000);
        }
    }

    /** Some hundreds in the suite; {@code -Dgatecast.cut-spectators=1000} for as many as one likes. */
    @Test
    void hundredsThatAreCutAtAnyByteAndComeBackAllEndEqualToRest(TestReporter reporter) {
        Replay replay = Replay.ready(server);
        try (Fans fans = new Fans(server.api(), Replay.EVENT, 5)) {
            List<Fan.Form> forms = List.of(Fan.Form.values());
            for (int i = 0; i < Integer.getInteger("gatecast.cut-spectators", 300); i++) {
                fans.join(forms.get(i % forms.size()), i % 4 == 0 ? new String[0] : new String[] {RUN_2});
            }
            fans.await("is welcomed", fan -> fan.copy().cursor() != null);
            fans.cutAt(0.02);
            for (int moment = 0; moment < MOMENTS; moment++) {
                replay.run((double) moment / MOMENTS, (moment + 1.0) / MOMENTS);
                fans.cutNow(2.0 / MOMENTS);
                if (moment == MOMENTS / 2) {
                    replay.importAgain();
                }
            }
            fans.cutAt(0);
            replay.finishBefore(fans);

            int reconnections = fans.all().stream().mapToInt(Fan::connections).sum()
                    - fans.all().size();
            int resumed = fans.all().stream().mapToInt(Fan::resumed).sum();
            reporter.publishEntry("reconnections", reconnections + ", of which resumed " + resumed);
            assertThat(reconnections).isGreaterThan(fans.all().size());
            assertThat(resumed).isGreaterThan(reconnections / 2);
        }
    }

    @Test
    void whoStopsReadingCostsItsNeighboursNothingAndEndsEqualToRest() {
        Replay replay = Replay.ready(server);
        try (Fans neighbours = new Fans(server.api(), Replay.EVENT, 6);
                Fans stuck = new Fans(server.api(), Replay.EVENT, 7)) {
            for (Fan.Form form : Fan.Form.values()) {
                stuck.join(2_048, form);
                stuck.join(2_048, form, RUN_2);
                neighbours.join(form);
                neighbours.join(form, RUN_2);
            }
            stuck.await("is welcomed", fan -> fan.copy().cursor() != null);
            stuck.all().forEach(fan -> stuck.reading(fan, false));
            replay.run(0, 1);
            replay.finishBefore(neighbours);
            assertThat(neighbours.all()).allMatch(fan -> fan.connections() == 1);

            stuck.all().forEach(fan -> stuck.reading(fan, true));
            String cursor = neighbours.all().get(0).copy().cursor();
            stuck.await(
                    "has read what was left, or was cut",
                    fan -> !fan.isConnected() || cursor.equals(fan.copy().cursor()));
            stuck.all().stream().filter(fan -> !fan.isConnected()).forEach(stuck::reconnect);
            stuck.awaitCurrent(cursor);
            stuck.assertSameAs(RestState.read(server.api(), Replay.EVENT));
        }
    }
}
