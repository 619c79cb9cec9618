package org.gatecast.ingest;

/** Shortens a value from outside for a message: in quotes, on one line, never long. */
final class QuotedText {
    private static final int MAX_CHARS = 40;

    private QuotedText() {}

    static String of(String value) {
        return '"' + truncated(value, MAX_CHARS) + '"';
    }

    /** At most {@code maxChars} of {@code text}, with spaces for line breaks and other control characters. */
    static String truncated(String text, int maxChars) {
        String shown = text;
        if (text.length() > maxChars) {
            int cut = Character.isHighSurrogate(text.charAt(maxChars - 1)) ? maxChars - 1 : maxChars;
            shown = text.substring(0, cut) + "…";
        }
        StringBuilder line = new StringBuilder(shown.length());
        shown.codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE ? ' ' : c)
                .forEach(line::appendCodePoint);
        return line.toString();
    }
}
