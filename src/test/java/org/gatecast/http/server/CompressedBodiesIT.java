package org.gatecast.http.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.GzippedBytes.gzip;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.Recording;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Ingest calls with {@code Content-Encoding: gzip}: those of a pusher, and hostile ones. */
class CompressedBodiesIT {
    private static final int MIB = 1 << 20;
    private static final String XML = "/api/v1/ingest/xml";
    private static final String RESULTS = "/api/v1/ingest/results";
    private static final String ONCOURSE = "/api/v1/ingest/oncourse";

    @RegisterExtension
    private final TestServer server = TestServer.with();

    private BoothClient booth;
    private RefusalCheck refusals;

    @BeforeEach
    void anEventRuns() {
        refusals = new RefusalCheck(server.api());
        booth = server.api()
                .createEvent("TEST")
                .imported(ExportXml.small(server.clock().today())
                        .result("K1M_BR1", "K1M", 1, 90_000, 2)
                        .toString())
                .through("startlist", "running");
    }

    @Test
    void theRecordedRaceIsTheSameCompressed() {
        BoothClient plain = recorded("PLAIN");
        BoothClient compressed = recorded("GZIP");
        String export = Recording.xml(server.clock().today());
        assertThat(plain.importXml(export).body())
                .isEqualTo(send(compressed, XML, "application/xml", gzip(export.getBytes(UTF_8)))
                        .body());
        plain.through("startlist", "running");
        compressed.through("startlist", "running");
        for (Recording.Call call : Recording.calls().subList(0, 60)) {
            byte[] body = call.body().toString().getBytes(UTF_8);
            assertThat(send(compressed, call.path(), "application/json", gzip(body))
                            .body())
                    .isEqualTo(plain.push(call).body());
        }

        assertThat(results("GZIP")).isEqualTo(results("PLAIN"));
    }

    @Test
    void anExportInJsonMayBeCompressedToo() {
        String export = ExportXml.small(server.clock().today()).toString();
        byte[] json = ApiClient.MAPPER
                .createObjectNode()
                .put("xml", export)
                .toString()
                .getBytes(UTF_8);

        assertThat(send(booth, XML, "application/json", gzip(json)).status()).isEqualTo(200);
    }

    @Test
    void theLimitCountsInflatedBytes() {
        String export = ExportXml.small(server.clock().today()).toString();
        byte[] largest = Arrays.copyOf(export.getBytes(UTF_8), 10 * MIB);
        Arrays.fill(largest, export.getBytes(UTF_8).length, largest.length, (byte) ' ');
        byte[] tooLarge = Arrays.copyOf(largest, largest.length + 1);
        tooLarge[largest.length] = ' ';

        assertThat(send(booth, XML, "application/xml", gzip(largest)).status()).isEqualTo(200);
        refused(413, "PayloadTooLarge", XML, gzip(tooLarge));
        refused(413, "PayloadTooLarge", RESULTS, gzip(new byte[MIB + 1]));
        refused(413, "PayloadTooLarge", ONCOURSE, gzip(new byte[MIB + 1]));
    }

    @Test
    void aBombIsRefused() {
        byte[] bomb = gzip(new byte[60 * MIB]);
        assertThat(bomb).hasSizeLessThan(MIB);
        refused(413, "PayloadTooLarge", XML, bomb);
        refused(413, "PayloadTooLarge", RESULTS, bomb);
        bomb[bomb.length - 1] = 0;
        bomb[bomb.length - 2] = 0;
        refused(400, "InvalidRequest", RESULTS, bomb);
    }

    @Test
    void whatIsDamagedIsRefused() {
        byte[] whole = gzip("{\"results\": []}".getBytes(UTF_8));
        refused(400, "InvalidRequest", RESULTS, new byte[] {1});
        refusedSomehow("{\"results\": []}     ".getBytes(UTF_8));
        refusedSomehow(Arrays.copyOf(whole, whole.length - 9));
        refused(400, "InvalidRequest", RESULTS, joined(whole, whole));
        refused(400, "InvalidRequest", RESULTS, joined(whole, new byte[8]));
        refused(400, "InvalidRequest", RESULTS, gzip(whole));
    }

    @Test
    void manyBodiesThatInflateToTheLimitFitIntoASmallProcess(@TempDir Path directory) {
        byte[] bomb = gzip(new byte[10 * MIB]);
        ExecutorService pushers = Executors.newFixedThreadPool(40);
        try (ServerProcess service = ServerProcess.startWithHeap(
                96,
                directory,
                Map.of(
                        "PORT",
                        "0",
                        "GATECAST_HTTP_HOST",
                        "127.0.0.1",
                        "DATABASE_PATH",
                        directory.resolve("bombs.db").toString()))) {
            ApiClient api = new ApiClient(service.port());
            BoothClient pushing = api.createEvent("E")
                    .imported(ExportXml.small(LocalDate.now(Clock.systemUTC())).toString())
                    .through("startlist", "running");
            List<CompletableFuture<ApiResponse>> responses = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                responses.add(
                        CompletableFuture.supplyAsync(() -> send(pushing, XML, "application/xml", bomb), pushers));
            }
            CompletableFuture<?> all = CompletableFuture.allOf(responses.toArray(CompletableFuture[]::new));
            byte[] results = gzip("{\"results\": []}".getBytes(UTF_8));
            do {
                assertThat(send(pushing, RESULTS, "application/json", results).status())
                        .isEqualTo(200);
            } while (!all.isDone());
            assertThat(responses)
                    .allSatisfy(response -> assertThat(response.join().status()).isIn(400, 503));
            assertThat(responses).anyMatch(response -> response.join().status() == 400);
            assertThat(String.join("\n", service.output()) + String.join("\n", service.errors()))
                    .doesNotContain("OutOfMemory", "ERROR");
        } finally {
            pushers.shutdownNow();
        }
    }

    private BoothClient recorded(String eventId) {
        return server.api().createEvent(eventId);
    }

    private JsonNode results(String eventId) {
        return server.api()
                .get("/api/v1/events/" + eventId + "/results/" + Recording.RACE + "?detailed=true")
                .body();
    }

    private void refused(int status, String code, String path, byte[] body) {
        refusals.assertRefused(
                status,
                code,
                "",
                () -> send(booth, path, path.equals(XML) ? "application/xml" : "application/json", body));
    }

    /** The last bytes decide whether it seems to be too large or is found to be damaged. */
    private void refusedSomehow(byte[] body) {
        ApiResponse response = send(booth, RESULTS, "application/json", body);
        assertThat(response.status()).isIn(400, 413);
        assertThat(response.message()).isNotBlank();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static ApiResponse send(BoothClient booth, String path, String type, byte[] body) {
        return booth.api()
                .send(
                        "POST",
                        path,
                        body,
                        "X-API-Key",
                        booth.apiKey(),
                        "Content-Type",
                        type,
                        "Content-Encoding",
                        "gzip");
    }
}
