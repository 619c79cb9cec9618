package org.gatecast.ingest;

import java.time.Duration;

/**
 * The limits of one export, besides the size of the body. An export above a limit is refused, not truncated.
 *
 * @param maxDepth nested elements, including the root
 * @param maxElements elements in the whole document
 * @param maxTextChars characters of a text that is read; skipped text is not limited
 * @param maxImageBytes size of the decoded image; a larger one is left out
 * @param maxNames different names of elements, attributes and prefixes
 * @param maxRows participants, classes, categories, races, results and all other rows together
 * @param maxTime processor time for reading; waiting time does not count
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
     * Large enough for real exports: one has 4 levels, 67,000 elements, 300 names and 2,000 rows in 2.9 MB, so the
     * largest body accepted (10 MiB) would have about 240,000 elements and 7,000 rows. It takes a tenth of a second.
     */
    public static final XmlLimits DEFAULT =
            new XmlLimits(32, 500_000, 10_000, 1 << 20, 5_000, 50_000, Duration.ofSeconds(5));

    public XmlLimits {
        if (maxDepth < 1 || maxElements < 1 || maxTextChars < 1 || maxImageBytes < 1 || maxNames < 1 || maxRows < 1) {
            throw new IllegalArgumentException("XML limits must be at least 1");
        }
    }
}
