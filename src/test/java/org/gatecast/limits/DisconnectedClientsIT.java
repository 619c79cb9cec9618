package org.gatecast.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.Await;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.RawHttpClient;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.SpectatorRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that disconnect before their pipelined requests are handled: they are not counted, and nothing fails. */
class DisconnectedClientsIT {
    private static final int CLIENTS = 1_000;
    private static final int PLACES = 5;

    @TempDir
    private Path directory;

    @Test
    void disconnectedClientsAreNotCountedAndCauseNoError() {
        Map<String, String> environment = Map.of(
                "PORT",
                "0",
                "GATECAST_HTTP_HOST",
                "127.0.0.1",
                "GATECAST_SPECTATORS_PER_EVENT",
                Integer.toString(PLACES),
                "DATABASE_PATH",
                directory.resolve("gone.db").toString());
        try (ServerProcess service = ServerProcess.start(directory, environment)) {
            new ApiClient(service.port())
                    .createEvent(json("{'eventId': 'E', 'mainTitle': 'E', 'imageData': 'R0lGODlhAQABAAAAACw='}"))
                    .imported(ExportXml.small(LocalDate.now(Clock.systemUTC())).toString())
                    .through("startlist");
            String image = get("image");
            String watched = get("stream") + SpectatorRequest.ofEvent("E");
            for (int i = 0; i < CLIENTS; i++) {
                RawHttpClient.sendAndClose(
                        service.port(), i % 2 == 0 ? image + watched : get("startlist/K1M_BR1") + watched);
            }
            Await.until("all places are free", () -> placesFor(service.port()) == PLACES);
            assertThat(service.output()).noneMatch(line -> line.contains(" ERROR "));
        }
    }

    private static String get(String what) {
        return "GET /api/v1/events/E/" + what + " HTTP/1.1\r\nHost: a\r\n\r\n";
    }

    /** How many spectators are accepted at once, up to all the places there are. */
    private static int placesFor(int port) {
        List<RawSpectator> spectators = new ArrayList<>();
        for (int i = 0; i < PLACES; i++) {
            spectators.add(RawSpectator.connect(port, "E"));
        }
        int inside = (int) spectators.stream()
                .filter(spectator -> spectator.handshake().status() == 101)
                .count();
        spectators.forEach(RawSpectator::close);
        return inside;
    }
}
