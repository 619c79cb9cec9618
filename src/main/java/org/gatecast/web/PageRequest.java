package org.gatecast.web;

/**
 * Who asks for a page.
 *
 * @param chosenLanguage picked on the page, or {@code null}
 * @param acceptedLanguages the header {@code Accept-Language}, or {@code null}
 * @param origin scheme, host and port of this service as the reader sees it, for addresses that are shared
 * @param path what is asked for, encoded
 */
public record PageRequest(String chosenLanguage, String acceptedLanguages, String origin, String path) {}
