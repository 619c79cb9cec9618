package org.gatecast.canoe123.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.gatecast.model.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The export file, looked at again and again: works on network shares too, where nobody reports changes. A file that cannot
 * be read, is missing or is not whole is logged once, and looked at again when it has changed. Blocks; one thread at a time.
 */
final class ExportFile {
    private static final Logger LOG = LoggerFactory.getLogger(ExportFile.class);

    /** While it writes, Canoe123 on Windows may lock the file; that is no problem unless it lasts. */
    private static final Duration LOCKED = Duration.ofSeconds(5);

    private final ExportCheck check = new ExportCheck();
    private final ExportLocation location;
    private final boolean isFound;
    private final Duration quiet;
    private final LongSupplier nanoTime;
    private Path path;
    private Version seen;
    private long seenAt;
    private Version done;
    private String doneProblem;
    private long readableAt;
    private volatile ExportReport report;

    /** A file that is written anew has another one. */
    private record Version(long size, FileTime modified) {}

    /**
     * @param isFound whether the location comes from the timing program's own configuration
     * @param quiet for how long the file must not have changed
     * @param nanoTime {@link System#nanoTime}
     */
    ExportFile(ExportLocation location, boolean isFound, Duration quiet, LongSupplier nanoTime) {
        this.location = location;
        this.isFound = isFound;
        this.quiet = quiet;
        this.nanoTime = nanoTime;
        readableAt = nanoTime.getAsLong();
        report = new ExportReport(null, null, isFound);
    }

    /** What is known of the file. Any thread. */
    ExportReport report() {
        return report;
    }

    /** The file's content, if it is new, whole, and has been quiet. */
    Optional<byte[]> poll() {
        try {
            Path now = location.find().orElse(null);
            if (now == null) {
                path = null;
                report = new ExportReport(null, null, isFound);
                return Optional.empty();
            }
            if (!now.equals(path)) {
                path = now;
                seen = null;
                done = null;
                report = new ExportReport(path, null, isFound);
            }
            return read();
        } catch (NoSuchFileException e) {
            show("it does not exist");
        } catch (RefusedException e) {
            doneProblem = e.refusal().message();
            show(doneProblem);
        } catch (IOException e) {
            if (nanoTime.getAsLong() - readableAt >= LOCKED.toNanos()) {
                show(e.toString());
            }
        }
        return Optional.empty();
    }

    private Optional<byte[]> read() throws IOException {
        Version now = version();
        if (!now.equals(seen)) {
            seen = now;
            seenAt = nanoTime.getAsLong();
        }
        if (now.equals(done)) {
            readableAt = nanoTime.getAsLong();
            show(doneProblem);
            return Optional.empty();
        }
        if (nanoTime.getAsLong() - seenAt < quiet.toNanos()) {
            return Optional.empty();
        }
        if (now.size > ExportCheck.MAX_BYTES) {
            done = now;
            throw ExportCheck.tooLong(now.size);
        }
        byte[] content = Files.readAllBytes(path);
        readableAt = nanoTime.getAsLong();
        if (!now.equals(version()) || content.length != now.size) {
            return Optional.empty();
        }
        done = now;
        check.requireWhole(content);
        doneProblem = null;
        show(null);
        return Optional.of(content);
    }

    private Version version() throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        return new Version(attributes.size(), attributes.lastModifiedTime());
    }

    /** A problem is logged once, until it is over or another one. */
    private void show(String problem) {
        if (problem != null && !problem.equals(report.problem())) {
            LOG.warn("The export {} cannot be used as it is now: {}", path == null ? "" : path, problem);
        }
        report = new ExportReport(path, problem, isFound);
    }
}
