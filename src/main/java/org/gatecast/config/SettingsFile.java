package org.gatecast.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads a properties file: the defaults in the jar, or the operator's file. */
final class SettingsFile {
    static final String IN_WORKING_DIRECTORY = "conf/gatecast.properties";
    private static final String PACKAGED = "/gatecast.properties";

    private SettingsFile() {}

    static Map<String, RawValue> packaged() {
        try (InputStream stream = SettingsFile.class.getResourceAsStream(PACKAGED)) {
            if (stream == null) {
                throw new IllegalStateException("the jar was built without " + PACKAGED);
            }
            return read(new InputStreamReader(stream, StandardCharsets.UTF_8), "the defaults in the jar");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * @param origin the file as the operator named it
     * @throws SettingsException if it is not a readable properties file
     */
    static Map<String, RawValue> of(Path file, String origin) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return read(reader, origin);
        } catch (IOException | IllegalArgumentException e) {
            throw new SettingsException(origin + ": must be a readable properties file in UTF-8", e);
        }
    }

    private static Map<String, RawValue> read(Reader reader, String origin) throws IOException {
        Properties properties = new Properties();
        properties.load(reader);
        Map<String, RawValue> values = new TreeMap<>();
        properties.forEach((key, text) -> values.put((String) key, new RawValue((String) text, origin)));
        return values;
    }
}
