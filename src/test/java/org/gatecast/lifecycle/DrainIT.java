package org.gatecast.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatecast.ExitCode;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.Frame;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service is stopped during a race: the first signal drains it, the second ends it at once. */
class DrainIT {
    private static final int SPECTATORS = 40;

    @TempDir
    private Path directory;

    @Test
    void spectatorsAreClosedOverTimeAndEveryCallGetsAResponse() {
        try (ServerProcess service =
                service("GATECAST_DRAIN_NOT_READY_MILLIS", "300", "GATECAST_DRAIN_SPREAD_MILLIS", "600")) {
            ApiClient api = new ApiClient(service.port());
            BoothClient booth = race(api);
            List<RawSpectator> spectators = spectators(api);
            Pusher pusher = new Pusher(booth);
            pusher.awaitAcknowledged(5);

            service.terminate();

            Await.until("a spectator is refused", () -> refusesSpectators(api));
            List<Frame> goodbyes = spectators.stream()
                    .map(spectator -> spectator.readNext(Frame.CLOSE))
                    .toList();
            assertThat(service.awaitExit()).isEqualTo(ExitCode.STOPPED.code());
            assertThat(goodbyes).allSatisfy(goodbye -> {
                assertThat(goodbye.closeCode()).isEqualTo(1012);
                assertThat(goodbye.text()).matches("Restarting, reconnect in \\d+ s");
            });
            List<Integer> waits = goodbyes.stream()
                    .map(goodbye -> Integer.parseInt(goodbye.text().replaceAll("\\D", "")))
                    .toList();
            assertThat(waits).allMatch(seconds -> seconds >= 5 && seconds < 15);
            assertThat(Set.copyOf(waits))
                    .as("they do not all come back together")
                    .hasSizeGreaterThan(5);

            pusher.awaitEnd();
            assertThat(pusher.odd)
                    .as("answers that a pusher cannot do anything with")
                    .isEmpty();
            assertThat(directory.resolve("race.db-wal"))
                    .as("all is in the one file")
                    .doesNotExist();
            assertThat(String.join("\n", service.output())).doesNotContain("ERROR");
            assertThat(service.errors()).isEmpty();
            assertNothingLost(pusher);
        }
    }

    @Test
    void aSecondSignalEndsItAtOnceAndLosesNothing() {
        try (ServerProcess service =
                service("GATECAST_DRAIN_NOT_READY_MILLIS", "8000", "GATECAST_DRAIN_SPREAD_MILLIS", "8000")) {
            ApiClient api = new ApiClient(service.port());
            BoothClient booth = race(api);
            Pusher pusher = new Pusher(booth);
            pusher.awaitAcknowledged(5);

            service.terminate();
            Await.until("it has heard", () -> refusesSpectators(api));
            pusher.awaitAcknowledged(pusher.acknowledged.get() + 5);
            service.terminate();

            assertThat(service.awaitExit()).isEqualTo(ExitCode.STOPPED_FORCIBLY.code());
            pusher.awaitEnd();
            assertNothingLost(pusher);
        }
    }

    @Test
    void anEventStreamReceivesARetryTime() throws IOException {
        try (ServerProcess service = service(
                "GATECAST_DRAIN_NOT_READY_MILLIS", "0",
                "GATECAST_DRAIN_RECONNECT_AFTER_SECONDS", "7",
                "GATECAST_DRAIN_RECONNECT_SPREAD_SECONDS", "0")) {
            ApiClient api = new ApiClient(service.port());
            race(api);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
                socket.setSoTimeout((int) Await.LONG.toMillis());
                socket.getOutputStream()
                        .write("GET /api/v1/events/RACE/stream HTTP/1.1\r\nHost: x\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
                InputStream in = socket.getInputStream();
                String received = new String(in.readNBytes(400), StandardCharsets.UTF_8);
                assertThat(received).contains("X-Request-Id: ", "data: {\"type\":\"full\"");

                service.terminate();

                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .endsWith("retry: 7000\nevent: close\ndata: {\"code\":1012,\"reason\":\"Restarting, reconnect"
                                + " in 7 s\",\"reconnect\":true}\n\n");
            }
            assertThat(service.awaitExit()).isZero();
        }
    }

    private ServerProcess service(String... more) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "PORT",
                "0",
                "GATECAST_HTTP_HOST",
                "127.0.0.1",
                "DATABASE_PATH",
                directory.resolve("race.db").toString()));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return ServerProcess.start(directory, environment);
    }

    private static BoothClient race(ApiClient api) {
        return api.createEvent("RACE")
                .imported(ExportXml.small(LocalDate.now(ZoneOffset.UTC)).toString())
                .through("startlist", "running");
    }

    private static List<RawSpectator> spectators(ApiClient api) {
        List<RawSpectator> spectators = new ArrayList<>();
        for (int i = 0; i < SPECTATORS; i++) {
            RawSpectator spectator = RawSpectator.connect(api.port(), "RACE");
            assertThat(spectator.handshake().status()).isEqualTo(101);
            spectators.add(spectator);
        }
        return spectators;
    }

    private static boolean refusesSpectators(ApiClient api) {
        try (RawSpectator late = RawSpectator.connect(api.port(), "RACE")) {
            ApiResponse response = late.handshake();
            if (response.status() == 101) {
                return false;
            }
            assertThat(response.status()).isEqualTo(503);
            assertThat(response.error()).isEqualTo("Unavailable");
            assertThat(response.header("Retry-After")).isEqualTo("5");
            return true;
        }
    }

    /** Starts again and looks for the last time that was acknowledged, or the one under way when it ended. */
    private void assertNothingLost(Pusher pusher) {
        try (ServerProcess again = service()) {
            JsonNode row = new ApiClient(again.port())
                    .results("RACE", "K1M_BR1")
                    .body()
                    .get("results")
                    .get(0);
            assertThat(row.get("time").asInt()).isIn(pusher.lastAcknowledged, pusher.lastSent);
            assertThat(again.stop()).isZero();
        }
    }

    /** Posts a result over and over, each time a little slower, until nobody answers any more. */
    private static final class Pusher {
        private final AtomicInteger acknowledged = new AtomicInteger();
        private final Set<String> odd = new HashSet<>();
        private final CompletableFuture<Void> end;
        private volatile int lastAcknowledged;
        private volatile int lastSent;

        Pusher(BoothClient booth) {
            end = CompletableFuture.runAsync(() -> push(booth));
        }

        private void push(BoothClient booth) {
            ObjectNode body = (ObjectNode) json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'pen': 0}]}");
            for (int time = 9_000; ; time++) {
                ((ObjectNode) body.get("results").get(0)).put("time", time);
                lastSent = time;
                try {
                    ApiResponse response = booth.results(body);
                    if (response.status() == 200) {
                        lastAcknowledged = time;
                        acknowledged.incrementAndGet();
                    } else if (response.status() != 503 || response.header("Retry-After") == null) {
                        odd.add(response.toString());
                    }
                } catch (UncheckedIOException nobodyThere) {
                    return;
                }
            }
        }

        void awaitAcknowledged(int count) {
            Await.until(count + " calls are acknowledged", () -> acknowledged.get() >= count);
        }

        void awaitEnd() {
            end.join();
        }
    }
}
