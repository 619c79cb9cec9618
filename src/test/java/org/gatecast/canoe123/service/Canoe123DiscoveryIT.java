package org.gatecast.canoe123.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.gatecast.canoe123.RecordedStream;
import org.gatecast.canoe123.ShownTables;
import org.gatecast.canoe123.StandInTimingPc;
import org.gatecast.canoe123.StreamPlayer;
import org.gatecast.testing.Await;
import org.gatecast.testing.Recording;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that knows no address of the timing PC. */
class Canoe123DiscoveryIT {
    private StandInTimingPc pc = new StandInTimingPc();
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.with(
                "canoe123.host", "auto", "canoe123.port", String.valueOf(pc.port()), "canoe123.event", "race");
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        pc.close();
    }

    @Test
    void thePcIsFoundByItsBroadcastsAndAgainAtAnotherAddress() throws UnknownHostException {
        server.api()
                .createEvent("race")
                .through("startlist", "running")
                .importXml(Recording.xml(server.clock().today()));
        SpectatorClient spectator = server.watch("race");
        List<RecordedStream.Message> messages = RecordedStream.messages();

        awaitFound();
        new StreamPlayer(pc, 200).play(messages.subList(0, messages.size() / 2));
        assertThat(pc.received()).isZero();
        pc = pc.movedTo(InetAddress.getByName("127.0.0.2"));
        awaitFound();
        new StreamPlayer(pc, 200).play(messages);

        Await.until("all tables are shown", () -> ShownTables.areShown(server.api(), spectator));
        assertThat(pc.received()).isZero();
    }

    private void awaitFound() {
        Await.until("the service is connected to the PC", () -> {
            pc.broadcast();
            return pc.accepted() > 0;
        });
    }
}
