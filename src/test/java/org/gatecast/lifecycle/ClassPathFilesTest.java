package org.gatecast.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPathFilesTest {
    @TempDir
    private Path directory;

    @Test
    void jarsAndAllFilesOfDirectoriesAreReadWhole() throws IOException {
        Path jar = Files.write(directory.resolve("program.jar"), new byte[300_000]);
        Path classes = Files.createDirectories(directory.resolve("classes"));
        Files.write(Files.createDirectory(classes.resolve("inner")).resolve("A.class"), new byte[7]);
        Files.write(classes.resolve("B.class"), new byte[20]);

        assertThat(ClassPathFiles.bytesRead(jar + File.pathSeparator + classes)).isEqualTo(300_027);
    }

    @Test
    void emptyAndMissingElementsArePassedOver() throws IOException {
        assertThat(ClassPathFiles.bytesRead("")).isZero();
        assertThat(ClassPathFiles.bytesRead(File.pathSeparator + directory.resolve("missing.jar")))
                .isZero();
    }
}
