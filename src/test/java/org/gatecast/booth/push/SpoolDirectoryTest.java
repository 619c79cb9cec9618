package org.gatecast.booth.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.gatecast.canoe123.push.KeptData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolDirectoryTest {
    private static final Instant AT = Instant.parse("2026-06-20T10:00:00Z");

    @TempDir
    private Path directory;

    @Test
    void whatWasPutIsLoadedByTheNextBoothWithItsTime() throws IOException {
        try (SpoolDirectory spool = SpoolDirectory.open(directory)) {
            spool.put("a", bytes("old"), AT);
            spool.put("a", bytes("new"), AT.plusSeconds(5));
            spool.put("b", bytes("gone"), AT);
            spool.delete("b");
            spool.delete("never was");
        }
        try (SpoolDirectory spool = SpoolDirectory.open(directory)) {
            Map<String, KeptData.Item> kept = spool.load();

            assertThat(kept).containsOnlyKeys("a");
            assertThat(kept.get("a").content()).isEqualTo(bytes("new"));
            assertThat(kept.get("a").at()).isEqualTo(AT.plusSeconds(5));
        }
    }

    @Test
    void aFileThatWasNotFinishedIsDeletedAndTheOldOneCounts() throws IOException {
        try (SpoolDirectory spool = SpoolDirectory.open(directory)) {
            spool.put("a", bytes("whole"), AT);
            Files.writeString(directory.resolve("a.tmp"), "hal");

            assertThat(spool.load().get("a").content()).isEqualTo(bytes("whole"));
            assertThat(directory.resolve("a.tmp")).doesNotExist();
        }
    }

    @Test
    void aSecondBoothIsRefusedWhileTheFirstRuns() {
        try (SpoolDirectory first = SpoolDirectory.open(directory)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> SpoolDirectory.open(directory))
                    .isInstanceOf(BoothStateException.class)
                    .hasMessageContaining("another booth uses");
        }
        SpoolDirectory.open(directory).close();
    }

    @Test
    void aDirectoryThatCannotBeMadeIsSaid() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> SpoolDirectory.open(file.resolve("state")))
                .isInstanceOf(BoothStateException.class)
                .hasMessageContaining("cannot be used");
    }

    @Test
    void onlyTheUserMayReadTheDirectory() throws IOException {
        Path made = directory.resolve("made");
        SpoolDirectory.open(made).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
    }

    private static Buffer bytes(String text) {
        return Buffer.buffer(text);
    }
}
