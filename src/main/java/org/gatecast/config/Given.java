package org.gatecast.config;

/**
 * A value as somebody wrote it.
 *
 * @param origin what an error message calls the place it was written at
 */
record Given(String text, String origin) {
    Given {
        text = text.strip();
    }
}
