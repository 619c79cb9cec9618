package org.gatecast.store.postgres;

/**
 * Text of PostgreSQL cannot have the character NUL, which JSON can bring. It is stored as U+FFFF and a zero, and U+FFFF, which
 * is no character of any text, as two of it.
 */
final class NulEscape {
    private static final char NUL = '\0';
    private static final char ESCAPE = '\uFFFF';
    private static final String ESCAPED_NUL = ESCAPE + "0";
    private static final String ESCAPED_ESCAPE = "" + ESCAPE + ESCAPE;

    private NulEscape() {}

    static boolean isNeeded(String text) {
        return text.indexOf(NUL) >= 0 || text.indexOf(ESCAPE) >= 0;
    }

    static String escaped(String text) {
        return isNeeded(text)
                ? text.replace(String.valueOf(ESCAPE), ESCAPED_ESCAPE).replace(String.valueOf(NUL), ESCAPED_NUL)
                : text;
    }

    /** Any text from the database; {@code null} is {@code null}. */
    static String unescaped(String text) {
        if (text == null || text.indexOf(ESCAPE) < 0) {
            return text;
        }
        StringBuilder unescaped = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ESCAPE && i + 1 < text.length()) {
                i++;
                unescaped.append(text.charAt(i) == '0' ? NUL : ESCAPE);
            } else {
                unescaped.append(c);
            }
        }
        return unescaped.toString();
    }
}
