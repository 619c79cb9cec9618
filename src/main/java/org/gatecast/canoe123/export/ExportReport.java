package org.gatecast.canoe123.export;

import java.nio.file.Path;

/**
 * What is known of the export file, for the operator.
 *
 * @param path {@code null} if it is not known where the file is
 * @param problem why the file cannot be used as it is now, {@code null} if it can
 * @param found whether the path comes from the timing program's own configuration
 */
public record ExportReport(Path path, String problem, boolean found) {
    /** Nothing is known: no file is watched. */
    public static final ExportReport NONE = new ExportReport(null, null, false);
}
