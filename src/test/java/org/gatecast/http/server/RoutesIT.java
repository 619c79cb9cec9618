package org.gatecast.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.RawHttpClient;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses and methods: which exist, for which callers, and the errors of all others (contract section 2). */
class RoutesIT {
    private static final byte[] NOTHING = {};
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

    @RegisterExtension
    static final TestServer server = TestServer.with();

    private static BoothClient booth;
    private static RefusalCheck refusals;

    /** An address and the methods it answers. */
    private record Address(String target, Set<String> methods) {
        boolean isPublic() {
            return methods.contains("GET") && !target.contains("/admin/");
        }
    }

    @BeforeAll
    static void anEventRuns() {
        refusals = new RefusalCheck(server.api());
        booth = server.api()
                .createEvent("TEST")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
        server.api()
                .createEvent("DRAFT")
                .imported(ExportXml.small(server.clock().today()).toString());
    }

    static Stream<Address> addresses() {
        Set<String> reads = Set.of("GET", "HEAD", "OPTIONS");
        return Stream.of(
                new Address("/api/v1/admin/events", Set.of("GET", "HEAD", "POST")),
                new Address("/api/v1/admin/events/TEST", Set.of("GET", "HEAD", "PATCH", "DELETE")),
                new Address("/api/v1/admin/events/TEST/status", Set.of("PATCH")),
                new Address("/api/v1/admin/events/TEST/config", Set.of("GET", "HEAD", "PATCH")),
                new Address("/api/v1/ingest/xml", Set.of("POST")),
                new Address("/api/v1/ingest/results", Set.of("POST")),
                new Address("/api/v1/ingest/oncourse", Set.of("POST")),
                new Address("/api/v1/events", reads),
                new Address("/api/v1/events/TEST", reads),
                new Address("/api/v1/events/TEST/results/K1M_BR1", reads),
                new Address("/api/v1/events/TEST/startlist/K1M_BR1", reads),
                new Address("/api/v1/events/TEST/riders", reads),
                new Address("/api/v1/events/TEST/oncourse", reads),
                new Address("/api/v1/events/TEST/categories", reads),
                new Address("/api/v1/events/TEST/officials", reads),
                new Address("/api/v1/events/TEST/gate-statistics", reads),
                new Address("/api/v1/events/TEST/image", reads));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void anUnsupportedMethodIsRefusedWithTheSupportedOnes(Address address) {
        for (String method : METHODS) {
            if (address.methods.contains(method)) {
                continue;
            }
            if (method.equals("HEAD")) {
                assertThat(send(method, address.target).status()).isEqualTo(405);
                continue;
            }
            ApiResponse refused =
                    refusals.assertRefused(405, "MethodNotAllowed", method, () -> send(method, address.target));
            assertThat(refused.header("Allow").split(", *")).containsExactlyInAnyOrderElementsOf(address.methods);
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void onlyPublicReadsMayBeUsedFromOtherOrigins(Address address) {
        List<ApiResponse> responses = new ArrayList<>();
        for (String method : METHODS) {
            if (!method.equals("DELETE")) {
                responses.add(server.api()
                        .send(method, address.target, NOTHING, "Origin", "https://example.com", "X-API-Key", "none"));
            }
        }
        if (!address.isPublic()) {
            assertThat(responses)
                    .allSatisfy(response -> assertThat(response.headers().map().keySet())
                            .noneMatch(name -> name.startsWith("access-control")));
            return;
        }
        assertThat(server.api()
                        .get(address.target, "Origin", "https://example.com")
                        .header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
        ApiResponse preflight = server.api()
                .send(
                        "OPTIONS",
                        address.target,
                        NOTHING,
                        "Origin",
                        "https://example.com",
                        "Access-Control-Request-Method",
                        "GET",
                        "Access-Control-Request-Headers",
                        "if-none-match");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(preflight.header("Access-Control-Allow-Methods")).contains("GET");
        assertThat(preflight.header("Access-Control-Allow-Headers")).containsIgnoringCase("If-None-Match");
    }

    @Test
    void errorsOfPublicReadsMayBeReadFromOtherOrigins() {
        ApiResponse refused = server.api().get("/api/v1/events/NO.SUCH", "Origin", "https://example.com");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.header("Access-Control-Allow-Origin")).isEqualTo("*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nowhere",
                "/api/v1",
                "/api/v2/events",
                "/api/v1/ingest",
                "/api/v1/ingest/nothing",
                "/api/v1/admin/events/TEST/nothing",
                "/api/v1/events/TEST/nothing",
                "/api/v1/events/TEST/results",
                "/api/v1/events/TEST/results/K1M_BR1/more",
                "/api/v1/events/TEST/results/NO_SUCH",
                "/api/v1/events/TEST/startlist/NO_SUCH",
                "/api/v1/events/TEST/results/%20",
                "/api/v1/events/NO.SUCH",
                "/api/v1/events/NO.SUCH/results/K1M_BR1",
                "/api/v1/events/NO.SUCH/startlist/K1M_BR1",
                "/api/v1/events/NO.SUCH/oncourse",
                "/api/v1/events/NO.SUCH/categories",
                "/api/v1/events/NO.SUCH/officials",
                "/api/v1/events/NO.SUCH/gate-statistics",
                "/api/v1/events/NO.SUCH/image",
                "/api/v1/events/P%C5%99%C3%AD",
                "/api/v1/events/TEST/image"
            })
    void unknownAddressesAreNotFound(String target) {
        refusals.assertRefused(404, "NotFound", "", () -> server.api().get(target));
    }

    @Test
    void anUnknownEventCannotBeDeleted() {
        refusals.assertRefused(404, "NotFound", "event", () -> server.api().deleteEvent("NO.SUCH"));
        refusals.assertRefused(404, "NotFound", "event", () -> server.api().deleteEvent("NO%20SUCH"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/results/K1M_BR1",
                "/startlist/K1M_BR1",
                "/oncourse",
                "/categories",
                "/officials",
                "/gate-statistics",
                "/image"
            })
    void aDraftIsInvisible(String part) {
        ApiResponse draft =
                refusals.assertRefused(404, "NotFound", "", () -> server.api().get("/api/v1/events/DRAFT" + part));
        ApiResponse nothing = server.api().get("/api/v1/events/NO.SUCH" + part);
        assertThat(draft.message().replace("DRAFT", "NO.SUCH")).isEqualTo(nothing.message());
        assertThat(server.api().get("/api/v1/events").text()).doesNotContain("DRAFT");
    }

    @Test
    void everyResponseHasARequestId() {
        assertThat(server.api().get("/api/v1/events").header("X-Request-Id")).isNotBlank();
        assertThat(server.api().get("/nowhere").header("X-Request-Id")).isNotBlank();
        assertThat(server.api().get("/api/v1/events", "X-Request-Id", "abc-1").header("X-Request-Id"))
                .isEqualTo("abc-1");
        assertThat(server.api()
                        .get("/api/v1/events", "X-Request-Id", "<script>")
                        .header("X-Request-Id"))
                .doesNotContain("<");
    }

    /** What is refused before it is a request is refused in the same form, though no call is described so. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "NONSENSE\r\n\r\n",
                "GET /api/v1/events/TEST%2Fresults HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/events/%zz HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET /api/v1/events HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
                "POST /api/v1/ingest/xml HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
                "POST /api/v1/ingest/xml HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n"
            })
    void malformedRequestsAreInvalidRequests(String bytes) {
        RefusalCheck.assertRefusal(RawHttpClient.sendBytes(server.port(), bytes), 400, "InvalidRequest", "malformed");
    }

    @Test
    void tooLongHeadersAreAnInvalidRequest() {
        String bytes = "GET /api/v1/events HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(9_000) + "\r\n\r\n";
        RefusalCheck.assertRefusal(RawHttpClient.sendBytes(server.port(), bytes), 400, "InvalidRequest", "headers");
    }

    private static ApiResponse send(String method, String target) {
        return server.api().send(method, target, NOTHING, "X-API-Key", booth.apiKey());
    }
}
