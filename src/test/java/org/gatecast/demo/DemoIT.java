package org.gatecast.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.gatecast.config.Settings;
import org.gatecast.config.SettingsLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class DemoIT {
    private static final double AS_FAST_AS_IT_GOES = 1_000;
    private static final long PATIENCE_SECONDS = 60;
    /** On course when a round begins; the second run is the better one. */
    private static final int BIB_THAT_FINISHES = 171;

    private final Clock clock = Clock.fixed(Instant.parse("2031-05-01T18:30:00Z"), ZoneOffset.UTC);
    private final Settings settings = SettingsLoader.load(
            Map.of("http.port", "0", "management.port", "0", "security.master-passwords", "another"));
    private final BlockingQueue<DemoReplay.Round> rounds = new LinkedBlockingQueue<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private Demo demo;

    @BeforeEach
    void start() throws Exception {
        demo = await(Demo.start(Vertx.vertx(), settings, clock, AS_FAST_AS_IT_GOES, rounds::add));
    }

    @AfterEach
    void stop() throws Exception {
        await(demo.stop());
    }

    @Test
    void theEventIsPublicRunsAndIsToday() throws Exception {
        JsonObject event = read("/api/v1/events").getJsonArray("events").getJsonObject(0);

        assertThat(event.getString("status")).isEqualTo("running");
        assertThat(event.getString("startDate")).startsWith("2031-05-01T");
        assertThat(event.getString("endDate")).startsWith("2031-05-01T");
        assertThat(races()).hasSize(22).allSatisfy(race -> assertThat(race.getString("startTime"))
                .startsWith("2031-05-01T"));
    }

    @Test
    void everyCallOfARoundIsTakenAndTheNextRoundIsNoDifferent() throws Exception {
        DemoReplay.Round first = nextRound();

        assertThat(first.refused()).isZero();
        assertThat(first.calls()).isGreaterThan(300);
        assertThat(nextRound()).isEqualTo(new DemoReplay.Round(2, first.calls(), 0));
    }

    @Test
    void theRaceThatIsUnderWayFollowsTheRound() throws Exception {
        for (String race : new String[] {"K1M_HO_BR2_7", "C1W_HO_BR2_7", "C1M_HO_BR1_7", "K1M_HO_BR2_7"}) {
            boolean underWay = false;
            while (!underWay) {
                underWay = races().stream()
                        .filter(one -> one.getInteger("raceStatus") == 3)
                        .map(one -> one.getString("raceId"))
                        .toList()
                        .contains(race);
            }
        }
    }

    @Test
    void aResultThatARoundBroughtIsGoneWhenTheNextBegins() throws Exception {
        awaitRow(row -> row.getInteger("totalTotal") != null && row.getInteger("totalTotal") == 7_962);
        awaitRow(row -> row.getInteger("totalTotal") == 8_532 && row.getInteger("prevTotal") == null);
        awaitRow(row -> row.getInteger("totalTotal") != null && row.getInteger("totalTotal") == 7_962);
    }

    @Test
    void participantsOnCourseStartedJustNow() throws Exception {
        JsonObject rider = null;
        while (rider == null || rider.getString("dtStart") == null) {
            rider = read("/api/v1/events/demo/oncourse").getJsonArray("oncourse").stream()
                    .map(JsonObject.class::cast)
                    .filter(entry -> entry.getString("dtStart") != null)
                    .findFirst()
                    .orElse(null);
        }

        assertThat(rider.getInstant("dtStart"))
                .isBetween(clock.instant().minusSeconds(1), clock.instant().plusSeconds(1));
    }

    @Test
    void nothingIsLeftAfterTheEnd() throws Exception {
        assertThat(demo.directory().path()).isDirectoryContaining("glob:**demo.db");

        await(demo.stop());

        assertThat(demo.directory().path()).doesNotExist();
        assertThatThrownBy(() -> read("/api/v1/events")).isInstanceOf(ConnectException.class);
    }

    private DemoReplay.Round nextRound() throws InterruptedException {
        return Objects.requireNonNull(rounds.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "no round ended");
    }

    /** Asks until it is so; the timeout of the test ends it. */
    private void awaitRow(Predicate<JsonObject> condition) throws Exception {
        boolean met = false;
        while (!met) {
            met = read("/api/v1/events/demo/results/K1M_HO_BR2_7").getJsonArray("results").stream()
                    .map(JsonObject.class::cast)
                    .filter(row -> row.getInteger("bib") == BIB_THAT_FINISHES)
                    .anyMatch(condition);
        }
    }

    private List<JsonObject> races() throws Exception {
        return read("/api/v1/events/demo").getJsonArray("races").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private JsonObject read(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(demo.address().resolve(path)).build();
        return new JsonObject(client.send(request, BodyHandlers.ofString()).body());
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
}
