package org.gatecast.config;

/**
 * A value as somebody wrote it.
 *
 * @param origin what an error message calls the place it was written at
 */
record RawValue(String text, String origin) {
    RawValue {
        text = text.strip();
    }
}
