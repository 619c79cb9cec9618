package org.gatecast.config;

/**
 * A setting's text.
 *
 * @param origin where it comes from, for error messages
 */
record RawValue(String text, String origin) {
    RawValue {
        text = text.strip();
    }
}
