package org.gatecast.canoe123.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Canoe123UserConfigTest {
    private static final String OLD = "Canoe123.exe_Url_ab3xyz/3.1.0.0";
    private static final String NEW = "Canoe123.exe_Url_ab3xyz/3.2.5.0";

    @TempDir
    private Path localAppData;

    private Canoe123UserConfig config;

    @BeforeEach
    void start() {
        config = new Canoe123UserConfig(localAppData);
    }

    @Test
    void theCopyComesFirst() throws IOException {
        write(NEW, 1, "/races/cup.xml", "/share/copies");

        assertThat(config.find()).contains(Path.of("/share/copies/cup.xml"));
    }

    @Test
    void withoutAFolderForCopiesItIsTheEventsFile() throws IOException {
        write(NEW, 1, "/races/cup.xml", "");

        assertThat(config.find()).contains(Path.of("/races/cup.xml"));
    }

    @Test
    void anotherEventIsFollowed() throws IOException {
        write(NEW, 1, "/races/cup.xml", "");
        config.find();
        write(NEW, 2, "/races/final & last.xml", "");

        assertThat(config.find()).contains(Path.of("/races/final & last.xml"));
    }

    @Test
    void theConfigurationThatWasWrittenLastCounts() throws IOException {
        write(OLD, 2, "/races/now.xml", "");
        write(NEW, 1, "/races/before.xml", "");
        assertThat(config.find()).contains(Path.of("/races/now.xml"));
        write(NEW, 3, "/races/later.xml", "");

        assertThat(config.find()).contains(Path.of("/races/later.xml"));
    }

    @Test
    void withoutCanoe123NothingIsKnown() throws IOException {
        assertThat(config.find()).isEmpty();
        Files.createDirectories(localAppData.resolve("SIWIDATA/Other.exe_Url_x/1.0.0.0"));
        assertThat(config.find()).isEmpty();
        write(NEW, 1, "", "/share/copies");

        assertThat(config.find()).isEmpty();
    }

    @Test
    void aDamagedConfigurationIsToldAndAWholeOneIsRead() throws IOException {
        Path file = write(NEW, 1, "/races/cup.xml", "");
        Files.writeString(file, Files.readString(file).substring(0, 200));
        assertThatThrownBy(() -> config.find()).isInstanceOf(IOException.class).hasMessageContaining("user.config");
        write(NEW, 2, "/races/cup.xml", "");

        assertThat(config.find()).contains(Path.of("/races/cup.xml"));
    }

    private Path write(String version, long second, String eventFile, String copyFolder) throws IOException {
        Path directory = localAppData.resolve("SIWIDATA").resolve(version);
        Files.createDirectories(directory);
        Path file = Files.writeString(
                directory.resolve("user.config"),
                """
                <?xml version="1.0" encoding="utf-8"?>
                <configuration>
                    <userSettings>
                        <Canoe123.Properties.Settings>
                            <setting name="MainWindowState" serializeAs="String">
                                <value>Maximized</value>
                            </setting>
                            <setting name="CurrentEventFile" serializeAs="String">
                                <value>%s</value>
                            </setting>
                            <setting name="Columns" serializeAs="Xml">
                                <value><ArrayOfString><string>Bib</string></ArrayOfString></value>
                            </setting>
                            <setting name="AutoCopyFolder" serializeAs="String">
                                <value>%s</value>
                            </setting>
                        </Canoe123.Properties.Settings>
                    </userSettings>
                </configuration>
                """
                        .formatted(eventFile.replace("&", "&amp;"), copyFolder));
        Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(second)));
        return file;
    }
}
