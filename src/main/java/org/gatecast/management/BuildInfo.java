package org.gatecast.management;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Properties;

/**
 * The version of the service.
 *
 * @param commit shortened; "unknown" if the jar was not built from a repository
 */
public record BuildInfo(String version, String commit, String java, String vertx) {
    private static final String UNKNOWN = "unknown";

    /** Blocks. */
    public static BuildInfo read() {
        Properties build = new Properties();
        try (InputStream in = BuildInfo.class.getResourceAsStream("/gatecast-build.properties")) {
            if (in != null) {
                build.load(in);
            }
            return new BuildInfo(
                    known(build.getProperty("version")),
                    known(build.getProperty("commit")),
                    Runtime.version().toString(),
                    known(vertxVersion()));
        } catch (IOException e) {
            throw new UncheckedIOException("the jar is unreadable", e);
        }
    }

    /** One line for a person. */
    @Override
    public String toString() {
        return "gatecast " + version + " (" + commit + "), Java " + java + ", Vert.x " + vertx;
    }

    private static String vertxVersion() throws IOException {
        try (InputStream in = Vertx.class.getResourceAsStream("/META-INF/vertx/vertx-version.txt")) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }

    /** A placeholder that the build did not replace is unknown. */
    private static String known(String text) {
        return text == null || text.isBlank() || text.contains("${") ? UNKNOWN : text;
    }
}
