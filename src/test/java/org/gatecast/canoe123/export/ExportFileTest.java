package org.gatecast.canoe123.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.gatecast.testing.Recording;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportFileTest {
    private static final byte[] WHOLE = Recording.xml().getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void anExportIsReadOnceItHasBeenQuietAndOnlyOnce() throws IOException {
        ExportFile file = file();
        Files.write(path(), WHOLE);

        assertThat(file.poll()).isEmpty();
        after(599);
        assertThat(file.poll()).isEmpty();
        after(1);
        assertThat(file.poll()).contains(WHOLE);
        after(10_000);
        assertThat(file.poll()).isEmpty();
    }

    @Test
    void aFileThatIsStillBeingWrittenIsWaitedFor() throws IOException {
        ExportFile file = file();
        Files.write(path(), half());
        file.poll();
        after(500);
        Files.write(path(), WHOLE);
        file.poll();
        after(500);

        assertThat(file.poll()).isEmpty();
        after(100);
        assertThat(file.poll()).contains(WHOLE);
    }

    @Test
    void halfAnExportIsNotPassedOnAndTheNextWholeOneIs() throws IOException {
        ExportFile file = file();
        Files.write(path(), half());
        file.poll();
        after(600);
        assertThat(file.poll()).isEmpty();
        after(600);
        assertThat(file.poll()).isEmpty();

        Files.write(path(), WHOLE);
        file.poll();
        after(600);
        assertThat(file.poll()).contains(WHOLE);
    }

    @Test
    void aMissingFileIsWaitedFor() throws IOException {
        ExportFile file = file();
        assertThat(file.poll()).isEmpty();
        assertThat(file.report().problem()).isEqualTo("it does not exist");
        Files.write(path(), WHOLE);
        file.poll();
        after(600);

        assertThat(file.poll()).contains(WHOLE);
        assertThat(file.report()).isEqualTo(new ExportReport(path(), null, false));
    }

    @Test
    void theProblemOfAFileIsTheOneThatItHasNow() throws IOException {
        ExportFile file = file();
        Files.write(path(), half());
        file.poll();
        after(600);
        file.poll();
        String half = file.report().problem();
        Files.move(path(), directory.resolve("aside.xml"));
        file.poll();
        assertThat(file.report().problem()).isEqualTo("it does not exist");
        Files.move(directory.resolve("aside.xml"), path());
        file.poll();

        assertThat(file.report().problem()).isEqualTo(half).contains("line");
    }

    @Test
    void aFileAtAnotherPlaceIsReadFromThereOn() throws IOException {
        AtomicReference<Path> place = new AtomicReference<>();
        ExportFile file =
                new ExportFile(() -> Optional.ofNullable(place.get()), true, Duration.ofMillis(600), nanos::get);
        assertThat(file.poll()).isEmpty();
        assertThat(file.report()).isEqualTo(new ExportReport(null, null, true));
        Files.write(path(), WHOLE);
        place.set(path());
        file.poll();
        after(600);
        assertThat(file.poll()).contains(WHOLE);
        Path next = Files.write(directory.resolve("next.xml"), WHOLE);
        place.set(next);
        file.poll();
        after(600);

        assertThat(file.poll()).contains(WHOLE);
        assertThat(file.report().path()).isEqualTo(next);
    }

    @Test
    void aFileThatIsTooLongForAnyServerIsNotRead() throws IOException {
        ExportFile file = file();
        Files.write(path(), new byte[(10 << 20) + 1]);
        file.poll();
        after(600);

        assertThat(file.poll()).isEmpty();
    }

    private ExportFile file() {
        return new ExportFile(ExportLocation.of(path()), false, Duration.ofMillis(600), nanos::get);
    }

    private Path path() {
        return directory.resolve("export.xml");
    }

    private static byte[] half() {
        return Arrays.copyOf(WHOLE, WHOLE.length / 2);
    }

    private void after(long millis) {
        nanos.addAndGet(Duration.ofMillis(millis).toNanos());
    }
}
