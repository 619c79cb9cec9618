package org.gatecast.canoe123.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gatecast.canoe123.RecordedStream;
import org.gatecast.canoe123.ShownRiders;
import org.gatecast.canoe123.ShownTables;
import org.gatecast.canoe123.StandInTimingPc;
import org.gatecast.canoe123.StreamPlayer;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that reads the recorded stream, twenty times faster, from a stand-in of the timing PC, and the export file. */
class Canoe123ServiceIT {
    private static final int SPEED = 20;
    private static final int CUT_AT = 200;
    private static final int CONNECTED_FROM = 260;
    private static final int RESTART_AT = 420;
    private static final int SECOND_CUT_AT = 700;
    private static final int POSTPONED = 13;

    @TempDir
    private Path directory;

    private final StandInTimingPc pc = new StandInTimingPc();
    private final StreamPlayer player = new StreamPlayer(pc, SPEED);
    private TestServer server;

    @BeforeEach
    void start() {
        server = TestServer.with(
                "canoe123.host",
                "127.0.0.1",
                "canoe123.port",
                String.valueOf(pc.port()),
                "canoe123.event",
                "race",
                "canoe123.export",
                export().toString(),
                "spectators.oncourse-expiry-millis",
                "2000");
        server.start();
    }

    @AfterEach
    void stop() {
        server.close();
        pc.close();
    }

    @Test
    void spectatorsSeeTheLastTablesAndClocksThoughTheLineWasCutAndTheServiceRestarted() throws IOException {
        BoothClient organiser = server.api().createEvent("race").through("startlist", "running");
        Files.writeString(export(), Recording.xml(server.clock().today()));
        awaitImport();
        pc.awaitClient();
        player.keepClockRunning();

        List<RecordedStream.Message> messages = RecordedStream.messages();
        player.play(messages.subList(0, CUT_AT));
        cutWithin(messages.get(CUT_AT));
        player.play(messages.subList(CUT_AT, CONNECTED_FROM));
        pc.awaitClient();
        player.play(messages.subList(CONNECTED_FROM, RESTART_AT));
        server.restart();
        pc.awaitClient();
        SpectatorClient spectator = server.watch("race");
        player.play(messages.subList(RESTART_AT, SECOND_CUT_AT));
        cutWithin(firstWithMoreThanAscii(messages));
        pc.awaitClient();
        player.play(messages.subList(SECOND_CUT_AT, messages.size()));
        // Canoe123 sends the tables of all races in rotation.
        player.play(List.copyOf(RecordedStream.lastTableMessages()));
        player.keepLastRiders();

        Await.until(
                "exactly the last riders are on course",
                () -> ShownRiders.equal(RecordedStream.lastState().riders(), spectator),
                spectator::oncourse);
        Await.until("all tables are shown", () -> ShownTables.areShown(server.api(), spectator));
        ShownTables.compare(server.api(), spectator);
        assertThat(server.api().oncourse("race").body().get("oncourse")).isEqualTo(spectator.oncourse());
        assertThat(pc.received()).isZero();
        JsonNode journal = journal(organiser);
        assertThat(journal.at("/sources/results/changed").asInt()).isPositive();
        assertThat(journal.at("/oncourse/matched").asInt()).isPositive();
        assertThat(journal.get("ingests").findValuesAsText("source")).contains("xml", "results");
    }

    @Test
    void whatWasReadBeforeTheEventWasCreatedGoesIntoItOnceItTakesResults() throws IOException {
        pc.awaitClient();
        new StreamPlayer(pc, 200).play(RecordedStream.messages());
        Files.writeString(export(), Recording.xml(server.clock().today()));

        server.api().createEvent("race").through("startlist", "running");
        awaitImport();
        SpectatorClient spectator = server.watch("race");

        Await.until("all tables are shown", () -> ShownTables.areShown(server.api(), spectator));
    }

    @Test
    void anEventThatIsCreatedAgainGetsEverythingAgain() throws IOException {
        pc.awaitClient();
        Files.writeString(export(), Recording.xml(server.clock().today()));
        server.api().createEvent("race").through("startlist", "running");
        awaitImport();
        new StreamPlayer(pc, 200).play(RecordedStream.messages());
        server.api().deleteEvent("race");
        server.api().createEvent("race").through("startlist", "running");
        awaitImport();
        SpectatorClient spectator = server.watch("race");

        Await.until("all tables are shown", () -> ShownTables.areShown(server.api(), spectator));
    }

    @Test
    void anExportThatWasUploadedByHandServesAsWell() throws IOException {
        pc.awaitClient();
        BoothClient organiser = server.api().createEvent("race").through("startlist", "running");
        SpectatorClient spectator = server.watch("race");
        new StreamPlayer(pc, 200).play(RecordedStream.messages());
        organiser.importXml(Recording.xml(server.clock().today()));

        Await.until("all tables are shown", () -> ShownTables.areShown(server.api(), spectator));
    }

    @Test
    void raceStatusesThatTheStreamSaidBeforeTheExportAreShownWithIt() throws IOException {
        BoothClient organiser = server.api().createEvent("race").through("startlist", "running");
        pc.awaitClient();
        pc.send(scheduleWithPostponedRace());
        Await.until("the statuses were not used without an export", () -> journal(organiser)
                .get("ingests")
                .findValuesAsText("outcome")
                .contains("ignored"));
        Files.writeString(export(), Recording.xml(server.clock().today()));

        Await.until("the race is postponed", () -> raceStatus() == POSTPONED, this::raceStatus);
    }

    @Test
    void raceStatusesThatTheStreamSaidBeforeTheEventTakesThemAreShownOnceItRuns() throws IOException {
        BoothClient organiser = server.api().createEvent("race");
        pc.awaitClient();
        pc.send(scheduleWithPostponedRace());
        Files.writeString(export(), Recording.xml(server.clock().today()));
        organiser.through("startlist");
        awaitImport();
        assertThat(raceStatus()).isNotEqualTo(POSTPONED);
        organiser.through("running");

        Await.until("the race is postponed", () -> raceStatus() == POSTPONED, this::raceStatus);
    }

    /** The recorded schedule, with one race that the export has otherwise. Sent once, as it is when nothing changes for 40 s. */
    private static byte[] scheduleWithPostponedRace() {
        RecordedStream.Message schedule = RecordedStream.messages().stream()
                .filter(message -> message.xml().contains("<Schedule>"))
                .findFirst()
                .orElseThrow();
        String postponed = schedule.xml()
                .replaceFirst("(RaceId=\"" + Recording.RACE + "\"[^>]*RaceStatus=)\"\\d+\"", "$1\"" + POSTPONED + "\"");
        assertThat(postponed).isNotEqualTo(schedule.xml());
        return new RecordedStream.Message(0, postponed).bytes();
    }

    private int raceStatus() {
        for (JsonNode race : server.api().event("race").body().path("races")) {
            if (race.get("raceId").asText().equals(Recording.RACE)) {
                return race.get("raceStatus").asInt();
            }
        }
        return -1;
    }

    private JsonNode journal(BoothClient organiser) {
        return server.api()
                .get("/api/v1/admin/events/race/ingests", "X-API-Key", organiser.apiKey())
                .body();
    }

    private void awaitImport() {
        Await.until(
                "the export is imported", () -> !server.api().raceIds("race").isEmpty());
    }

    /** The connection ends within the last character of a message that has more than one byte, or within the message. */
    private void cutWithin(RecordedStream.Message message) {
        byte[] bytes = message.bytes();
        int end = bytes.length / 2;
        for (int i = 0; i < bytes.length; i++) {
            end = bytes[i] < 0 ? i + 1 : end;
        }
        int accepted = pc.accepted();
        synchronized (pc) {
            pc.send(Arrays.copyOf(bytes, end));
            pc.disconnect();
        }
        assertThat(pc.accepted()).isEqualTo(accepted);
    }

    private static RecordedStream.Message firstWithMoreThanAscii(List<RecordedStream.Message> messages) {
        return messages.stream()
                .filter(message -> message.xml().chars().anyMatch(c -> c > 127))
                .findFirst()
                .orElseThrow();
    }

    private Path export() {
        return directory.resolve("export.xml");
    }
}
