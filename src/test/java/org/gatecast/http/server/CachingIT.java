package org.gatecast.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Entity tags, 304 and compression of reads (contract section 2). */
class CachingIT {
    private static final byte[] NOTHING = {};
    private static final String TABLE = "/api/v1/events/TEST/results/K1M_ST_BR1_6";

    @RegisterExtension
    static final TestServer server = TestServer.with();

    private static ApiClient api;
    private static BoothClient booth;

    @BeforeAll
    static void anEventRuns() {
        api = server.api();
        booth = api.createEvent("TEST")
                .imported(Recording.xml(server.clock().today()))
                .through("startlist", "running");
    }

    static Stream<String> reads() {
        return Stream.of(
                "/api/v1/events",
                "/api/v1/events/TEST",
                TABLE,
                TABLE + "?detailed=true",
                TABLE + "?catId=ZS",
                "/api/v1/events/TEST/startlist/K1M_ST_BR1_6",
                "/api/v1/events/TEST/oncourse",
                "/api/v1/events/TEST/categories",
                "/api/v1/events/TEST/officials",
                "/api/v1/events/TEST/gate-statistics");
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aMatchingTagGetsNotModified(String target) {
        ApiResponse first = api.get(target);
        String tag = first.etag();
        assertThat(tag).matches("\"[^\"]+\"");
        assertThat(api.get(target).etag()).isEqualTo(tag);
        for (String known : List.of(tag, "W/" + tag, "\"other\", " + tag, "*")) {
            ApiResponse again = api.get(target, "If-None-Match", known);
            assertThat(again.status()).as("If-None-Match: %s", known).isEqualTo(304);
            assertThat(again.bytes().length()).isZero();
            assertThat(again.etag()).isEqualTo(tag);
            assertThat(again.header("Access-Control-Allow-Origin")).isEqualTo("*");
        }
        ApiResponse other = api.get(target, "If-None-Match", "\"other\"");
        assertThat(other.status()).isEqualTo(200);
        assertThat(other.body()).isEqualTo(first.body());
    }

    @ParameterizedTest
    @MethodSource("reads")
    void aHeadIsAGetWithoutItsBody(String target) {
        ApiResponse get = api.get(target);
        ApiResponse head = api.send("HEAD", target, NOTHING);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.bytes().length()).isZero();
        for (String header : List.of("ETag", "Content-Type", "Content-Length", "Cache-Control")) {
            assertThat(head.header(header)).as(header).isEqualTo(get.header(header));
        }
        assertThat(api.send("HEAD", target, NOTHING, "If-None-Match", get.etag())
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @MethodSource("reads")
    void longResponsesAreCompressedOnRequest(String target) {
        ApiResponse plain = api.get(target);
        ApiResponse compressed = api.get(target, "Accept-Encoding", "br, gzip");
        if (plain.bytes().length() <= 1024) {
            assertThat(compressed.header("Content-Encoding")).isNull();
            assertThat(compressed.etag()).isEqualTo(plain.etag());
            return;
        }
        assertThat(compressed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(compressed.bytes().length()).isLessThan(plain.bytes().length() / 2);
        assertThat(unzipped(compressed)).isEqualTo(plain.bytes().getBytes());
        assertThat(compressed.header("Vary")).containsIgnoringCase("Accept-Encoding");
        assertThat(plain.header("Vary")).containsIgnoringCase("Accept-Encoding");
        assertThat(compressed.etag()).as("a strong tag of other bytes").isNotEqualTo(plain.etag());
        assertThat(api.get(target, "Accept-Encoding", "gzip", "If-None-Match", compressed.etag())
                        .status())
                .isEqualTo(304);
        assertThat(api.get(target, "Accept-Encoding", "gzip;q=0").header("Content-Encoding"))
                .isNull();
    }

    @Test
    void aTagChangesWithItsContent() {
        String before = api.get(TABLE).etag();
        String elsewhere = api.get("/api/v1/events/TEST/results/K1W_ST_BR1_7").etag();
        booth.results(json("{'results': [{'raceId': 'K1M_ST_BR1_6', 'bib': 9, 'time': 4321, 'pen': 0}]}"));
        ApiResponse after = api.get(TABLE, "If-None-Match", before);
        assertThat(after.status()).isEqualTo(200);
        assertThat(after.etag()).isNotEqualTo(before);
        assertThat(api.get("/api/v1/events/TEST/results/K1W_ST_BR1_7").etag()).isEqualTo(elsewhere);
    }

    @Test
    void responsesToAKeyAreNotCached() {
        assertThat(booth.config().header("Cache-Control")).contains("no-store");
        assertThat(api.get("/api/v1/admin/events").header("Cache-Control")).contains("no-store");
        assertThat(api.get("/api/v1/events/NO.SUCH").header("Cache-Control")).contains("no-store");
    }

    private static byte[] unzipped(ApiResponse response) {
        try (GZIPInputStream in =
                new GZIPInputStream(new ByteArrayInputStream(response.bytes().getBytes()))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
