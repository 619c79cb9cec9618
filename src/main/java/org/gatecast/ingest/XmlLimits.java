package org.gatecast.ingest;

/**
 * What an export may ask of the parser, beyond the size of the body itself. More is refused, not cut off.
 *
 * @param maxDepth elements open at the same time, the root included
 * @param maxElements elements in the whole document
 * @param maxTextChars characters of a text that is read; what is skipped has no length of its own
 * @param maxImageBytes of the event's image once decoded; a larger one is left out
 */
public record XmlLimits(int maxDepth, int maxElements, int maxTextChars, int maxImageBytes) {
    /**
     * Roomy for what exists: a real export nests 4 deep and has 67,000 elements in 2.9 MB, so the largest body let in
     * (10 MiB) would have about 240,000.
     */
    public static final XmlLimits DEFAULT = new XmlLimits(32, 500_000, 10_000, 1 << 20);

    public XmlLimits {
        if (maxDepth < 1 || maxElements < 1 || maxTextChars < 1 || maxImageBytes < 1) {
            throw new IllegalArgumentException("XML limits must be at least 1");
        }
    }
}
