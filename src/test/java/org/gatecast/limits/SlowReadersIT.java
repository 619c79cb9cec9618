package org.gatecast.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.RawConnection;
import org.gatecast.testing.Recording;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.SpectatorRequest;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Responses that are read late or never: they are bounded, whole and in order. */
class SlowReadersIT {
    private static final String RESULTS = "/api/v1/events/TEST/results/";
    private static final String TABLE = RESULTS + Recording.RACE + "?detailed=true";

    @RegisterExtension
    final TestServer server = TestServer.with(
            "security.master-passwords", "paddle",
            "limits.unsent-bytes-per-connection", "4096",
            "limits.unsent-bytes-per-address", "262144",
            "limits.unsent-bytes", "1048576",
            "limits.response-timeout-millis", "5000",
            "proxies.trusted", "127.0.0.1");

    private final List<RawConnection> readers = new ArrayList<>();
    private BoothClient booth;

    @BeforeEach
    void aRaceIsOn() {
        booth = server.api()
                .asMaster("paddle")
                .createEvent("TEST")
                .imported(Recording.xml(server.clock().today()))
                .through("startlist", "running");
    }

    @AfterEach
    void allConnectionsClose() {
        readers.forEach(RawConnection::close);
    }

    @Test
    void aSlowReaderGetsWholeResponsesInOrder() {
        String file = file();
        ApiResponse known = server.api().get(file);
        ApiResponse table = server.api().get(TABLE);
        RawConnection reader = reader();
        reader.get(file);
        reader.get(TABLE);
        reader.get("/health");
        reader.get(TABLE, "Accept-Encoding", "gzip");
        reader.get("/e/TEST/r/" + Recording.RACE);
        reader.get(file, "Connection", "close");

        assertThat(reader.read().bytes()).isEqualTo(known.bytes());
        assertThat(reader.read().bytes()).isEqualTo(table.bytes());
        assertThat(reader.read().body().get("status").asText()).isEqualTo("ok");
        ApiResponse compressed = reader.read();
        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(compressed.bytes().length()).isBetween(1_000, table.bytes().length());
        assertThat(reader.read().text()).contains("</html>");
        assertThat(reader.read().bytes()).isEqualTo(known.bytes());
        assertThat(reader.readToTheEnd()).isZero();
    }

    @Test
    void anHttp10ClientGetsWholeResponses() {
        String file = file();
        RawConnection reader = reader();
        reader.send("GET " + file + " HTTP/1.0\r\nHost: a\r\n\r\n");
        assertThat(reader.read().bytes()).isEqualTo(server.api().get(file).bytes());
        assertThat(reader.readToTheEnd()).isZero();
    }

    @Test
    void theNextRequestWaitsForTheResponseToBeWritten() {
        String body = "{\"status\":\"finished\"}";
        RawConnection reader = reader();
        reader.get(file());
        reader.send("PATCH /api/v1/admin/events/TEST/status HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "X-API-Key: " + booth.apiKey() + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        for (int i = 0; i < 100; i++) {
            assertThat(status()).isEqualTo("running");
        }
        reader.read();
        assertThat(reader.read().status()).isEqualTo(200);
        assertThat(status()).isEqualTo("finished");
    }

    @Test
    void aPipelinedHandshakeIsAccepted() {
        RawConnection reader = reader();
        reader.get("/health");
        reader.send(SpectatorRequest.ofEvent("TEST"));
        assertThat(reader.read().status()).isEqualTo(200);
        assertThat(reader.read().status()).isEqualTo(101);
    }

    @Test
    void aClientThatReadsNothingIsClosed() {
        RawConnection reader = reader();
        reader.get(file());
        Await.until("the server has had enough", () -> !reader.get("/health"));
    }

    @Test
    void aClientThatReadsEnoughStays() {
        RawConnection slow = reader();
        slow.get(file());
        RawConnection silent = reader();
        silent.get(file());
        long[] read = {0};
        Await.until("who reads nothing is cut off", () -> {
            read[0] += slow.readSome();
            return !silent.get("/health");
        });
        assertThat(slow.get("/health")).isTrue();
        assertThat(read[0] + slow.readSome()).isPositive();
    }

    @Test
    void withoutResponseMemoryNewRequestsAreRefusedAndSpectatorsStay() {
        try (SpectatorClient spectator = SpectatorClient.connect(server.api(), "TEST")) {
            Await.until("there is no room", () -> {
                for (int i = 0; i < 50; i++) {
                    // Each for an address of its own.
                    reader().get(TABLE, "X-Forwarded-For", "192.0.2." + readers.size() % 250);
                }
                return server.api().get(TABLE).status() == 503;
            });
            ApiResponse refused = server.api().get(TABLE);
            RefusalCheck.assertRefusal(refused, 503, "Unavailable", "Too many responses");
            assertThat(refused.header("Retry-After")).isEqualTo("2");
            assertThat(server.api().get("/health").status()).isEqualTo(200);
            assertThat(server.api().get(file()).status())
                    .as("a file, which is there once")
                    .isEqualTo(200);
            ApiResponse imported = booth.importXml(Recording.xml(server.clock().today()));
            assertThat(imported.status()).isEqualTo(200);
            spectator.await("the import", message -> message.type().equals("full"));
            booth.through("finished");
            spectator.awaitStatus("finished");
            assertThat(booth.api().asMaster("paddle").adminEvents()).isNotEmpty();

            Await.until(
                    "they are cut off, and there is room",
                    () -> server.api().get(TABLE).status() == 200);
        }
    }

    @Test
    void oneAddressGetsNoMoreThanItsShareOfMemory() {
        String[] greedy = {"X-Forwarded-For", "192.0.2.1"};
        Await.until("it has its share", () -> {
            for (int i = 0; i < 20; i++) {
                reader().get(TABLE, greedy);
            }
            return server.api().get(TABLE, greedy).status() == 429;
        });
        RefusalCheck.assertRefusal(server.api().get(TABLE, greedy), 429, "RateLimited", "unread");
        assertThat(server.api().get("/health", greedy).status()).isEqualTo(200);
        assertThat(server.api().get(TABLE, "X-Forwarded-For", "192.0.2.2").status())
                .isEqualTo(200);
        assertThat(booth.oncourse(json("{'oncourse': []}")).status()).isEqualTo(200);
    }

    private String status() {
        return server.api().event("TEST").body().path("event").path("status").asText();
    }

    private RawConnection reader() {
        RawConnection reader = RawConnection.withSmallBuffer(server.port());
        readers.add(reader);
        return reader;
    }

    private String file() {
        Matcher file = Pattern.compile("/api/docs/[^/\"]+/swagger-ui-bundle.js")
                .matcher(server.api().get("/api/docs").text());
        assertThat(file.find()).isTrue();
        return file.group();
    }
}
