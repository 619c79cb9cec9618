package org.gatecast.booth.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.gatecast.booth.push.PushTarget;
import org.gatecast.canoe123.reader.HostPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SetupFileTest {
    private static final BoothSetup WHOLE = new BoothSetup(
            new PushTarget("https://results.example.org:8443/x", "E", "secret"),
            new HostPort("10.0.0.5", 27333),
            Path.of("C:\\Canoe123\\export.xml"),
            true);

    @TempDir
    private Path directory;

    @Test
    void whatIsSavedIsLoaded() throws IOException {
        SetupFile file = new SetupFile(directory.resolve("state"));
        assertThat(file.load()).isEqualTo(BoothSetup.EMPTY);
        file.save(WHOLE);
        assertThat(file.load()).isEqualTo(WHOLE);
        file.save(BoothSetup.EMPTY);

        assertThat(file.load()).isEqualTo(BoothSetup.EMPTY);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "There are no POSIX permissions; a user's folder is private.")
    void onlyTheUserMayReadIt() throws IOException {
        Path state = directory.resolve("state");
        new SetupFile(state).save(WHOLE);
        new SetupFile(state).save(WHOLE.withAutomatic(false));

        try (Stream<Path> files = Files.list(state)) {
            assertThat(files.map(SetupFileTest::permissions)).containsExactly("rw-------");
        }
        assertThat(permissions(state)).isEqualTo("rwx------");
    }

    @Test
    void aDamagedFileCountsAsNone() throws IOException {
        for (String damaged :
                new String[] {"", "{", "[]", "{\"connection\": 5}", "{\"connection\": \"gatecast://\"}"}) {
            Files.writeString(directory.resolve("booth.json"), damaged);
            assertThat(new SetupFile(directory).load()).as(damaged).isEqualTo(BoothSetup.EMPTY);
        }
    }

    @Test
    void whatIsGivenComesBeforeWhatWasSaved() {
        BoothSetup given = new BoothSetup(null, new HostPort("pc", 1), null, false);

        assertThat(given.orElse(WHOLE))
                .isEqualTo(new BoothSetup(WHOLE.target(), new HostPort("pc", 1), WHOLE.export(), true));
        assertThat(WHOLE.toString()).doesNotContain("secret");
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
