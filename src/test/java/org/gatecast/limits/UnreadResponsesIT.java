package org.gatecast.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.RawConnection;
import org.gatecast.testing.Recording;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.SpectatorClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds of clients request much and read nothing, on a small heap: other clients are served. */
class UnreadResponsesIT {
    private static final int READERS = 250;
    private static final int ASKED_EACH = 6;
    private static final int ROUNDS = 100;
    private static final int MOST_MIB = 128;
    private static final String TABLE = "/api/v1/events/TEST/results/" + Recording.RACE + "?detailed=true";

    @TempDir
    private Path directory;

    private final List<RawConnection> readers = new ArrayList<>();
    private ServerProcess service;
    private ApiClient api;
    private BoothClient booth;

    @BeforeEach
    void aRaceIsOn() {
        service = ServerProcess.start(
                directory,
                Map.of(
                        "PORT",
                        "0",
                        "DATABASE_PATH",
                        "unread.db",
                        "JAVA_TOOL_OPTIONS",
                        "-XX:MaxDirectMemorySize=32m",
                        "GATECAST_LIMITS_RESPONSE_TIMEOUT_MILLIS",
                        "4000"));
        api = new ApiClient(service.port());
        LocalDate today = LocalDate.now(Clock.systemUTC());
        booth = api.createEvent("TEST").imported(Recording.xml(today)).through("startlist", "running");
    }

    @AfterEach
    void everythingEnds() {
        readers.forEach(RawConnection::close);
        service.close();
    }

    @Test
    void unreadLargestFilesAffectNobody() throws IOException {
        String file = largestFile();
        assertThat(api.get(file).bytes().length()).isGreaterThan(1_000_000);

        assertOthersAreServed(file);
    }

    @Test
    void unreadTablesAffectNobody() throws IOException {
        assertThat(api.get(TABLE).bytes().length()).isGreaterThan(20_000);

        assertOthersAreServed(TABLE);
    }

    @Test
    void unreadPagesAffectNobody() throws IOException {
        assertOthersAreServed("/e/TEST/r/" + Recording.RACE);
    }

    @Test
    void theServiceStopsDespiteUnreadResponses() {
        String file = largestFile();
        readNothingOf(file);
        assertThat(service.stop()).isZero();
    }

    private void assertOthersAreServed(String target) throws IOException {
        try (SpectatorClient spectator = SpectatorClient.connect(api, "TEST")) {
            oneRound(0);
            long before = residentMib();
            readNothingOf(target);
            List<Long> millis = new ArrayList<>();
            for (int round = 1; round <= ROUNDS; round++) {
                long from = System.nanoTime();
                oneRound(round);
                millis.add((System.nanoTime() - from) / 1_000_000);
                if (round % 10 == 0) {
                    readNothingOf(target, 5);
                }
            }
            Collections.sort(millis);
            // Each round is four calls. What it was before is no response at all.
            assertThat(millis.get(ROUNDS / 2)).as("median of %s", millis).isLessThan(400);
            assertThat(millis.get(ROUNDS - 1)).as("the longest of %s", millis).isLessThan(4_000);
            assertThat(residentMib() - before).as("MiB more").isLessThan(MOST_MIB);
            Await.until("each is cut off", () -> {
                readers.removeIf(reader -> {
                    boolean ended = !reader.send("\r\n");
                    if (ended) {
                        reader.close();
                    }
                    return ended;
                });
                return readers.isEmpty();
            });
            booth.through("finished");
            spectator.awaitStatus("finished");
            assertThat(spectator.isOpen()).isTrue();
            assertThat(service.errors()).noneMatch(line -> line.contains("OutOfMemory"));
        }
    }

    /** What an uptime check, the booth and an organiser ask meanwhile. */
    private void oneRound(int round) {
        assertThat(api.get("/health").status()).isEqualTo(200);
        ApiResponse pushed = booth.oncourse(json("{'oncourse': [{'participantId': '1', 'raceId': '" + Recording.RACE
                + "', 'bib': 1, 'time': " + round + "}]}"));
        assertThat(pushed.status()).isEqualTo(200);
        assertThat(booth.config().status()).isEqualTo(200);
        assertThat(api.adminEvents()).hasSize(1);
    }

    private void readNothingOf(String target) {
        readNothingOf(target, READERS);
    }

    private void readNothingOf(String target, int number) {
        for (int i = 0; i < number; i++) {
            RawConnection reader = RawConnection.withSmallBuffer(service.port());
            readers.add(reader);
            for (int requested = 0; requested < ASKED_EACH; requested++) {
                reader.get(target);
            }
        }
    }

    private String largestFile() {
        Matcher file = Pattern.compile("/api/docs/[^/\"]+/swagger-ui-bundle.js")
                .matcher(api.get("/api/docs").text());
        Await.until("the page names it", file::find);
        return file.group();
    }

    private long residentMib() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + service.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }
}
