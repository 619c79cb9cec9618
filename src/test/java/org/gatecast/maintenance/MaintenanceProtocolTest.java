package org.gatecast.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gatecast.bus.MaintenanceRequest;
import org.gatecast.bus.MaintenanceRequest.Completed;
import org.gatecast.bus.MaintenanceRequest.Refused;
import org.gatecast.bus.MaintenanceRequest.RestoreAll;
import org.gatecast.bus.MaintenanceRequest.RestoreEvents;
import org.gatecast.model.EventId;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines between a maintenance command and the running service, and the words of the command line. */
class MaintenanceProtocolTest {
    @Test
    void theSocketLiesBesideTheDatabaseWhereverTheCommandRuns() {
        assertThat(MaintenanceProtocol.socket(Path.of("/var/lib/gatecast/../gatecast/race.db")))
                .isEqualTo(Path.of("/var/lib/gatecast/race.db.sock"));
        assertThat(MaintenanceProtocol.socket(Path.of("race.db")))
                .isEqualTo(Path.of("race.db.sock").toAbsolutePath());
    }

    @Test
    void theServiceReadsTheRequestThatTheCommandWrote() {
        for (MaintenanceRequest request : List.of(
                new RestoreAll(Path.of("/backups/a \"quoted\"\nname.db")),
                new RestoreEvents(Path.of("/archive/Größe.db"), false),
                new RestoreEvents(Path.of("/archive/Größe.db"), true))) {
            String line = MaintenanceProtocol.line(request);
            assertThat(line).doesNotContain("\n");
            assertThat(MaintenanceProtocol.parse(line)).isEqualTo(request);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "restore", "{\"restore\": null}"})
    void aLineThatIsNoRequestIsRejected(String line) {
        assertThatThrownBy(() -> MaintenanceProtocol.parse(line)).isInstanceOf(RuntimeException.class);
    }

    @Test
    void theReportOfACompletedRequestReachesTheOperator() {
        String line =
                MaintenanceProtocol.json(new Completed("3 events restored.")).encode();
        assertThat(MaintenanceProtocol.report(line)).isEqualTo("3 events restored.");
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void aRefusalKeepsItsReasonAndItsSentence(Reason reason) {
        String line = MaintenanceProtocol.json(new Refused(reason.name(), "The file is damaged."))
                .encode();
        assertThatThrownBy(() -> MaintenanceProtocol.report(line))
                .isInstanceOfSatisfying(StorageException.class, refused -> assertThat(refused.reason())
                        .isEqualTo(reason))
                .hasMessage("The file is damaged.");
    }

    @Test
    void aRequestOfAnOlderCommandReplacesNothing() {
        assertThat(MaintenanceProtocol.parse("{\"restoreEvent\": \"/archive/CUP.db\"}"))
                .isEqualTo(new RestoreEvents(Path.of("/archive/CUP.db"), false));
    }

    @Test
    void aCommandIsAWordWithItsArguments() {
        Path file = Path.of("b.db").toAbsolutePath();
        assertThat(MaintenanceCommand.of(List.of("backup", "b.db"))).isEqualTo(MaintenanceCommand.backup(file));
        assertThat(MaintenanceCommand.of(List.of("backup-event", "CUP", "b.db")))
                .isEqualTo(MaintenanceCommand.backupEvent(new EventId("CUP"), file));
        assertThat(MaintenanceCommand.of(List.of("restore", "b.db"))).isEqualTo(MaintenanceCommand.restore(file));
        assertThat(MaintenanceCommand.of(List.of("restore-event", "b.db")))
                .isEqualTo(MaintenanceCommand.restoreEvents(file, false));
        for (List<String> replacing : List.of(List.of("--replace", "b.db"), List.of("b.db", "--replace"))) {
            List<String> arguments = new ArrayList<>(List.of("restore-event"));
            arguments.addAll(replacing);
            assertThat(MaintenanceCommand.of(arguments)).isEqualTo(MaintenanceCommand.restoreEvents(file, true));
        }
        for (List<String> other : List.of(
                List.<String>of(),
                List.of("backup"),
                List.of("Backup", "b.db"),
                List.of("restore", "a.db", "b.db"),
                List.of("restore", "--replace", "b.db"),
                List.of("backup-event", "b.db"),
                List.of("backup-event", "no id", "b.db"))) {
            assertThat(MaintenanceCommand.of(other)).as("%s", other).isNull();
        }
    }
}
