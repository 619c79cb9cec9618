package org.gatecast.http.pages;

/** How long browsers keep what they get. */
final class CacheControl {
    /** For files with the hash of their content in the address. */
    static final String FOREVER = "public, max-age=31536000, immutable";
    /** Browsers ask each time whether it has changed. */
    static final String CHECKED = "no-cache";

    private CacheControl() {}
}
