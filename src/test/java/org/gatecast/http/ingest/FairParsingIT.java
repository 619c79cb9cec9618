package org.gatecast.http.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.HostileBodies;
import org.gatecast.testing.PartialRequest;
import org.gatecast.testing.Recording;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One event's key cannot delay other events. */
class FairParsingIT {
    private static final int XML_LIMIT = 128 << 20;
    /** Two of them are all that one event may have at once, and four of them all there is. */
    private static final byte[] QUARTER_OF_THE_ROOM =
            new byte[(int) (Runtime.getRuntime().maxMemory() / 8 / 4)];

    @RegisterExtension
    final TestServer server = TestServer.with("http.body-limit-xml-bytes", Integer.toString(XML_LIMIT));

    private final List<PartialRequest> uploads = new ArrayList<>();
    private BoothClient victim;

    @BeforeEach
    void oneEventRuns() {
        victim = server.api()
                .createEvent("VICTIM")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
    }

    @AfterEach
    void uploadsEnd() {
        uploads.forEach(PartialRequest::close);
    }

    static List<IntFunction<byte[]>> exports() {
        return List.of(HostileBodies::elementNames, HostileBodies::results, HostileBodies::emptyStatistics);
    }

    /** Two of two megabytes held both parsers for fourteen seconds, and their like of ten for minutes. */
    @ParameterizedTest
    @MethodSource("exports")
    void slowExportsOfOneEventDelayNoOtherEvent(IntFunction<byte[]> export) {
        byte[] body = export.apply(10 << 20);
        AtomicBoolean enough = new AtomicBoolean();
        List<CompletableFuture<List<ApiResponse>>> attackers = List.of("A", "B", "C").stream()
                .map(event -> server.api().createEvent(event))
                .map(booth -> CompletableFuture.supplyAsync(() -> {
                    List<ApiResponse> responses = new ArrayList<>();
                    while (!enough.get()) {
                        responses.add(export(booth, body));
                    }
                    return responses;
                }))
                .toList();
        for (int time = 9_000; time < 9_005; time++) {
            assertThat(finishes(time).body()).isEqualTo(json("{'updated': 1, 'changed': 1}"));
            assertThat(victim.importXml(Recording.xml().replace("<MainTitle>", "<MainTitle>" + time))
                            .status())
                    .isEqualTo(200);
            assertThat(victim.importXml(ExportXml.small(server.clock().today()).toString())
                            .status())
                    .isEqualTo(200);
        }
        enough.set(true);
        for (CompletableFuture<List<ApiResponse>> attacker : attackers) {
            assertThat(attacker.join()).isNotEmpty().allSatisfy(response -> assertThat(response.status())
                    .isEqualTo(400));
        }
    }

    @Test
    void endlessUploadsOfOneEventBlockNoOtherEvent() {
        BoothClient attacker = server.api().createEvent("ATTACKER");
        begin(attacker);
        begin(attacker);
        RefusalCheck.assertRefusal(
                export(attacker, QUARTER_OF_THE_ROOM), 503, "Unavailable", "busy reading other large");

        assertThat(victim.importXml(Recording.xml()).status()).isEqualTo(200);
        assertThat(finishes(9_000).status()).isEqualTo(200);
        assertThat(attacker.config().status()).as("its other calls go on").isEqualTo(200);
    }

    @Test
    void aThirdEventGetsMemoryThatTwoOthersHaveTaken() {
        BoothClient one = server.api().createEvent("ONE");
        BoothClient other = server.api().createEvent("OTHER");
        begin(one);
        begin(one);
        begin(other);
        begin(other);

        assertThat(victim.importXml(Recording.xml()).status()).isEqualTo(200);
        Await.until("one that gave way", () -> uploads.stream().anyMatch(PartialRequest::hasResponse));
        List<PartialRequest> gaveWay =
                uploads.stream().filter(PartialRequest::hasResponse).toList();
        assertThat(gaveWay).hasSize(1).isSubsetOf(uploads);
        RefusalCheck.assertRefusal(
                gaveWay.get(0).response(), 503, "Unavailable", "needed for bodies that arrive faster");
        assertThat(server.api().get("/health").status()).isEqualTo(200);
    }

    @Test
    void bodiesWithoutAKeyGetNoMemory() {
        BoothClient stranger = new BoothClient(server.api(), "VICTIM", "0".repeat(64));
        for (int i = 0; i < 5; i++) {
            assertThat(export(stranger, new byte[1 << 20]).status()).isIn(401, 429);
        }
        begin(victim);
        begin(victim);
    }

    private PartialRequest begin(BoothClient booth) {
        PartialRequest upload = PartialRequest.begin(
                server.port(),
                "POST",
                "/api/v1/ingest/xml",
                QUARTER_OF_THE_ROOM,
                "X-API-Key",
                booth.apiKey(),
                "Content-Type",
                "application/xml");
        uploads.add(upload);
        return upload;
    }

    private ApiResponse export(BoothClient booth, byte[] body) {
        return server.api()
                .send(
                        "POST",
                        "/api/v1/ingest/xml",
                        body,
                        "X-API-Key",
                        booth.apiKey(),
                        "Content-Type",
                        "application/xml");
    }

    private ApiResponse finishes(int time) {
        return victim.results(
                json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': %d, 'pen': 0}]}".formatted(time)));
    }
}
