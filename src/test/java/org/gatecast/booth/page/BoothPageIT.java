package org.gatecast.booth.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.gatecast.booth.push.PushTarget;
import org.gatecast.booth.setup.BoothSetup;
import org.gatecast.booth.status.LightSamples;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.RawHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The operator's page as programs and other pages see it. What it looks like is in the browser's tests. */
class BoothPageIT {
    private static final String KEY = "0f3a0f3a0f3a";

    private final Vertx vertx = Vertx.vertx();
    private final Controls controls = new Controls();
    private BoothPage page;
    private int port;

    /** Notes what is asked for. */
    private static final class Controls implements BoothControls {
        private final List<String> asked = new CopyOnWriteArrayList<>();
        private volatile BoothSetup setup =
                new BoothSetup(new PushTarget("https://results.example.org", "E", KEY), null, null, false);

        @Override
        public BoothView view() {
            return new BoothView(setup, LightSamples.receiving("10:34:11"), LightSamples.good(), 3);
        }

        @Override
        public Future<Void> setUp(BoothSetup next) {
            setup = next;
            return noted("setup");
        }

        @Override
        public Future<Void> automatic(boolean on) {
            return noted("automatic " + on);
        }

        @Override
        public Future<Void> changeStatus(String status) {
            return status.equals("official") ? Future.failedFuture("400 not now") : noted("status " + status);
        }

        @Override
        public Future<Void> upload(byte[] xml) {
            return noted("export " + new String(xml, StandardCharsets.UTF_8));
        }

        @Override
        public void retryNow() {
            asked.add("retry");
        }

        private Future<Void> noted(String what) {
            asked.add(what);
            return Future.succeededFuture();
        }
    }

    @BeforeEach
    void start() throws TimeoutException {
        page = BoothPage.load(vertx, controls);
        String address = page.listen(0).await(10, TimeUnit.SECONDS);
        assertThat(address).matches("http://127\\.0\\.0\\.1:\\d+/");
        port = Integer.parseInt(address.replaceAll("\\D", "").substring("127001".length()));
    }

    @AfterEach
    void stop() throws TimeoutException {
        page.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void theStateHasEverythingButTheKey() {
        ApiResponse state = get("/state");

        assertThat(state.status()).isEqualTo(200);
        assertThat(state.body().at("/lights/canoe123/color").asText()).isEqualTo("green");
        assertThat(state.body().at("/lights/canoe123/values/clock").asText()).isEqualTo("10:34:11");
        assertThat(state.body().at("/setup/server").asText()).isEqualTo("https://results.example.org");
        assertThat(state.body().get("spectators").asInt()).isEqualTo(42);
        assertThat(state.body().get("unreadable").asInt()).isEqualTo(3);
        assertThat(state.body().toString()).doesNotContain(KEY);
        assertThat(state.header("Access-Control-Allow-Origin")).isNull();
        assertThat(state.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(state.header("Cache-Control")).isEqualTo("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/page.js", "/page.css", "/icon.svg", "/texts.en.json", "/texts.cs.json"})
    void thePageMayRunOnlyItsOwnScripts(String path) {
        ApiResponse file = get(path);

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,  /state,    Host,           rebound.example:PORT",
        "GET,  /,         Host,           rebound.example:PORT",
        "GET,  /state,    Origin,         http://other.example",
        "GET,  /state,    Sec-Fetch-Site, cross-site",
        "POST, /status,   Origin,         http://other.example",
        "POST, /setup,    Origin,         null",
        "POST, /export,   Sec-Fetch-Site, same-site",
        "OPTIONS, /setup, Origin,         http://other.example",
    })
    void otherPagesGetNothingAndChangeNothing(String method, String path, String header, String value) {
        String body = method.equals("POST") ? "{\"status\": \"finished\"}" : "";
        String line = header + ": " + value.replace("PORT", String.valueOf(port));
        ApiResponse response = send(method, path, body, line);

        assertThat(response.status()).isEqualTo(403);
        assertThat(response.header("Access-Control-Allow-Origin")).isNull();
        assertThat(response.body().toString()).doesNotContain("results.example.org");
        assertThat(controls.asked).isEmpty();
    }

    @Test
    void aChangeWithoutAnOriginIsRefused() {
        ApiResponse response = send("POST", "/status", "{\"status\": \"finished\"}");

        assertThat(response.status()).isEqualTo(403);
        assertThat(controls.asked).isEmpty();
    }

    @Test
    void thePagesOwnChangesAreCarriedOut() {
        assertThat(post("/status", "{\"status\": \"finished\"}").status()).isEqualTo(204);
        assertThat(post("/automatic", "{\"on\": true}").status()).isEqualTo(204);
        assertThat(post("/export", "<export/>").status()).isEqualTo(204);
        assertThat(post("/retry", "{}").status()).isEqualTo(204);

        assertThat(controls.asked).containsExactly("status finished", "automatic true", "export <export/>", "retry");
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        assertThat(post("/status", "{\"status\": \"official\"}").message()).isEqualTo("400 not now");
        assertThat(post("/status", "{").message()).isEqualTo("This is no JSON.");
        assertThat(post("/setup", "{\"connection\": \"gatecast://\"}").message())
                .startsWith("must be the whole string");
        assertThat(post("/setup", "{\"event\": \"E\", \"key\": \"k\", \"server\": \"x\"}")
                        .message())
                .startsWith("must be an address");
        assertThat(post("/setup", "{\"server\": \"https://a.example\", \"event\": \"F\"}")
                        .message())
                .isEqualTo("another event needs its own key");
        assertThat(post("/nothing", "{}").status()).isEqualTo(404);
        assertThat(get("/nothing").status()).isEqualTo(404);
        assertThat(controls.asked).isEmpty();
    }

    @Test
    void theKeyIsKeptWhenTheRestIsChanged() {
        assertThat(post(
                                "/setup",
                                "{\"server\": \"https://results.example.org/\", \"event\": \"E\", \"canoe123\": \"pc\"}")
                        .status())
                .isEqualTo(204);

        assertThat(controls.setup.target().key()).isEqualTo(KEY);
        assertThat(controls.setup.canoe123()).hasToString("pc:27333");
    }

    @Test
    void aBodyThatIsTooLongIsNotRead() {
        ApiResponse response = RawHttpClient.sendBytes(
                port,
                "POST /export HTTP/1.1\r\nHost: 127.0.0.1:%1$s\r\nOrigin: http://127.0.0.1:%1$s\r\nContent-Length: 20000000\r\n\r\n"
                        .formatted(port));

        assertThat(response.status()).isEqualTo(413);
    }

    private ApiResponse get(String path) {
        return send("GET", path, "");
    }

    private ApiResponse post(String path, String body) {
        return send("POST", path, body, "Origin: http://127.0.0.1:" + port, "Sec-Fetch-Site: same-origin");
    }

    /**
     * Any request.
     *
     * @param headers lines; without {@code Host} it is the page's own
     */
    private ApiResponse send(String method, String path, String body, String... headers) {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
        if (Stream.of(headers).noneMatch(line -> line.startsWith("Host"))) {
            request.append("Host: 127.0.0.1:").append(port).append("\r\n");
        }
        Stream.of(headers).forEach(line -> request.append(line).append("\r\n"));
        request.append("Content-Length: ")
                .append(body.length())
                .append("\r\n\r\n")
                .append(body);
        return RawHttpClient.sendBytes(port, request.toString());
    }
}
