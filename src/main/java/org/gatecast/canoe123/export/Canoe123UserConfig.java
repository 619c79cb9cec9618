package org.gatecast.canoe123.export;

import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Finds the export on the timing PC itself: Canoe123 keeps the event's file and the folder of its automatic copies in {@code
 * %LOCALAPPDATA%/SIWIDATA/Canoe123.exe_Url_…/VERSION/user.config}. Of several versions the configuration that was written
 * last counts. The copy comes first, since Canoe123 does not write to it for long; without a folder for copies it is the
 * event's file. Blocks; one thread at a time.
 */
public final class Canoe123UserConfig implements ExportLocation {
    private static final String PROGRAM = "Canoe123.exe_Url_*";
    private static final String FILE = "user.config";
    private static final String EVENT_FILE = "CurrentEventFile";
    private static final String COPY_FOLDER = "AutoCopyFolder";

    /** A real one has a few kilobytes. */
    private static final long MAX_BYTES = 4L << 20;

    private final Path directory;
    private Path config;
    private FileTime readAt;
    private Optional<Path> export = Optional.empty();

    /**
     * @param localAppData the value of {@code LOCALAPPDATA}
     */
    public Canoe123UserConfig(Path localAppData) {
        directory = localAppData.resolve("SIWIDATA");
    }

    @Override
    public Optional<Path> find() throws IOException {
        Path newest = newest();
        if (newest == null) {
            return Optional.empty();
        }
        FileTime modified = Files.getLastModifiedTime(newest);
        if (!newest.equals(config) || !modified.equals(readAt)) {
            export = export(newest);
            config = newest;
            readAt = modified;
        }
        return export;
    }

    private Path newest() throws IOException {
        if (!Files.isDirectory(directory)) {
            return null;
        }
        Path newest = null;
        try (DirectoryStream<Path> programs = Files.newDirectoryStream(directory, PROGRAM)) {
            for (Path program : programs) {
                if (Files.isDirectory(program)) {
                    newest = newer(newest, newest(program));
                }
            }
        }
        return newest;
    }

    private static Path newest(Path program) throws IOException {
        Path newest = null;
        try (DirectoryStream<Path> versions = Files.newDirectoryStream(program)) {
            for (Path version : versions) {
                Path file = version.resolve(FILE);
                newest = Files.isRegularFile(file) ? newer(newest, file) : newest;
            }
        }
        return newest;
    }

    private static Path newer(Path one, Path other) throws IOException {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Files.getLastModifiedTime(one).compareTo(Files.getLastModifiedTime(other)) < 0 ? other : one;
    }

    private static Optional<Path> export(Path config) throws IOException {
        if (Files.size(config) > MAX_BYTES) {
            throw new FileSystemException(config.toString(), null, "is too long for a configuration of Canoe123");
        }
        Map<String, String> settings = settings(Files.readAllBytes(config), config);
        String eventFile = settings.getOrDefault(EVENT_FILE, "").strip();
        if (eventFile.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path event = Path.of(eventFile);
            String folder = settings.getOrDefault(COPY_FOLDER, "").strip();
            Path name = event.getFileName();
            return Optional.of(
                    folder.isEmpty() || name == null ? event : Path.of(folder).resolve(name));
        } catch (InvalidPathException e) {
            throw new FileSystemException(config.toString(), null, "names no usable file: " + e.getInput());
        }
    }

    /** The values of {@code <setting name="…"><value>…</value></setting>}. */
    private static Map<String, String> settings(byte[] xml, Path config) throws IOException {
        XMLInputFactory factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        Map<String, String> settings = new HashMap<>();
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(xml));
            String name = null;
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    if (reader.getLocalName().equals("setting")) {
                        name = reader.getAttributeValue(null, "name");
                    } else if (name != null && reader.getLocalName().equals("value")) {
                        if (name.equals(EVENT_FILE) || name.equals(COPY_FOLDER)) {
                            settings.put(name, reader.getElementText());
                        }
                        name = null;
                    }
                }
            }
            reader.close();
        } catch (XMLStreamException e) {
            throw new FileSystemException(config.toString(), null, "cannot be read: " + e.getMessage());
        }
        return settings;
    }
}
