package org.gatecast.demo;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatecast.store.StoreFutures.await;

import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The demo's race, played to a service that runs already. */
class RemoteDemoIT {
    private static final String PASSWORD = "a password";

    @RegisterExtension
    final TestServer server = TestServer.with("security.master-passwords", PASSWORD);

    @Test
    void spectatorsOfTheServiceSeeTheRace() {
        URI service = URI.create("http://127.0.0.1:" + server.port());
        Clock day = Clock.fixed(server.clock().instant(), ZoneOffset.UTC);
        RemoteDemo demo = await(RemoteDemo.start(service, PASSWORD, day, 50));
        try {
            SpectatorClient spectator = server.watch("demo");
            spectator.await("a result of the race", message -> message.type().equals("diff"));
            assertThatThrownBy(() -> await(RemoteDemo.start(service, PASSWORD, day, 50)))
                    .hasMessageContaining("409");
        } finally {
            demo.stop();
        }
    }
}
