package org.gatecast.web;

/**
 * What a page depends on besides its content.
 *
 * @param chosenLanguage tag that the reader chose on the page, or {@code null}
 * @param acceptedLanguages header {@code Accept-Language}, or {@code null}
 * @param origin scheme, host and port at which the reader sees this service; shared links begin with it
 * @param path path and query of the request, encoded
 */
public record PageRequest(String chosenLanguage, String acceptedLanguages, String origin, String path) {}
