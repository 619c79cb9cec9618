package org.gatecast.booth.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.gatecast.ingest.ExportParser;
import org.gatecast.ingest.XmlLimits;
import org.gatecast.model.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The export file, looked at again and again: works on network shares too, where nobody reports changes. A file that cannot
 * be read, is missing or is not whole is logged once, and looked at again when it has changed. Blocks; one thread at a time.
 */
final class ExportFile {
    private static final Logger LOG = LoggerFactory.getLogger(ExportFile.class);

    /** As the service's own limit by default. */
    private static final long MAX_BYTES = 10L << 20;

    private final ExportParser parser = new ExportParser(XmlLimits.DEFAULT);
    private final Path path;
    private final Duration quiet;
    private final LongSupplier nanoTime;
    private Version seen;
    private long seenAt;
    private Version done;
    private String lastProblem = "";

    /** A file that is written anew has another one. */
    private record Version(long size, FileTime modified) {}

    /**
     * @param quiet for how long the file must not have changed
     * @param nanoTime {@link System#nanoTime}
     */
    ExportFile(Path path, Duration quiet, LongSupplier nanoTime) {
        this.path = path;
        this.quiet = quiet;
        this.nanoTime = nanoTime;
    }

    /** The file's content, if it is new, whole, and has been quiet. */
    Optional<byte[]> poll() {
        try {
            Version now = version();
            if (!now.equals(seen)) {
                seen = now;
                seenAt = nanoTime.getAsLong();
            }
            if (now.equals(done) || nanoTime.getAsLong() - seenAt < quiet.toNanos()) {
                return Optional.empty();
            }
            if (now.size > MAX_BYTES) {
                done = now;
                report("it has " + now.size + " bytes, more than the " + MAX_BYTES + " that a server takes");
                return Optional.empty();
            }
            byte[] content = Files.readAllBytes(path);
            if (!now.equals(version()) || content.length != now.size) {
                return Optional.empty();
            }
            done = now;
            parser.parse(content);
            lastProblem = "";
            return Optional.of(content);
        } catch (NoSuchFileException e) {
            report("it does not exist");
        } catch (IOException e) {
            report(e.toString());
        } catch (RefusedException e) {
            report(e.refusal().message());
        }
        return Optional.empty();
    }

    private Version version() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Version(attributes.size(), attributes.lastModifiedTime());
    }

    private void report(String problem) {
        if (!problem.equals(lastProblem)) {
            lastProblem = problem;
            LOG.warn("The export {} cannot be used as it is now: {}", path, problem);
        }
    }
}
