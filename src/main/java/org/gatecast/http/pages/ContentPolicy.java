package org.gatecast.http.pages;

/** What the pages may load and who may frame them, as the header {@code Content-Security-Policy} says it. */
final class ContentPolicy {
    static final String HEADER = "Content-Security-Policy";

    private static final String NOBODY = "'none'";

    private ContentPolicy() {}

    /** Of pages that no site may frame. */
    static String framedByNobody() {
        return framedBy(NOBODY);
    }

    /**
     * @param sites that may frame the page, in the syntax of {@code frame-ancestors}
     */
    static String framedBy(String sites) {
        return policy("style-src 'self'", sites);
    }

    /** A program that shows an overlay adds its operator's style sheet to the page, perhaps with a font in it. */
    static String ofOverlays() {
        return policy("style-src 'self' 'unsafe-inline'; font-src 'self' data:", NOBODY);
    }

    private static String policy(String styles, String framedBy) {
        return "default-src 'none'; script-src 'self'; " + styles + ";"
                + " img-src 'self' data: blob:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self';"
                + " base-uri 'none'; form-action 'none'; frame-ancestors " + framedBy;
    }
}
