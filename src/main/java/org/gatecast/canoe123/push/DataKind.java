package org.gatecast.canoe123.push;

import java.util.Locale;

/** What a lane sends. */
public enum DataKind {
    RESULTS("results"),
    ONCOURSE("riders on course"),
    EXPORT("exports");

    private final String words;

    DataKind(String words) {
        this.words = words;
    }

    /** For a sentence, as in "the server takes no results now". */
    public String words() {
        return words;
    }

    /** For the page: {@code results}, {@code oncourse}, {@code export}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
