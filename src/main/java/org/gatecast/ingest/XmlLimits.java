package org.gatecast.ingest;

import java.time.Duration;

/**
 * What an export may ask of the parser, beyond the size of the body itself. More is refused, not cut off.
 *
 * @param maxDepth elements open at the same time, the root included
 * @param maxElements elements in the whole document
 * @param maxTextChars characters of a text that is read; what is skipped has no length of its own
 * @param maxImageBytes of the event's image once decoded; a larger one is left out
 * @param maxNames different names of elements, attributes and the like
 * @param maxRows people, classes, categories, races, results and all else that becomes a row, together
 * @param maxTime processor time that reading may take; not the time it waits for a processor
 */
public record XmlLimits(
        int maxDepth,
        int maxElements,
        int maxTextChars,
        int maxImageBytes,
        int maxNames,
        int maxRows,
        Duration maxTime) {
    /**
     * Roomy for what exists: a real export nests 4 deep and has 67,000 elements of 300 names and 2,000 rows in 2.9 MB, so
     * the largest body let in (10 MiB) would have about 240,000 and 7,000. It is read in a tenth of a second.
     */
    public static final XmlLimits DEFAULT =
            new XmlLimits(32, 500_000, 10_000, 1 << 20, 5_000, 50_000, Duration.ofSeconds(5));

    public XmlLimits {
        if (maxDepth < 1 || maxElements < 1 || maxTextChars < 1 || maxImageBytes < 1 || maxNames < 1 || maxRows < 1) {
            throw new IllegalArgumentException("XML limits must be at least 1");
        }
    }
}
