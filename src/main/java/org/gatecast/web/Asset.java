package org.gatecast.web;

/**
 * A file whose content never changes at its address.
 *
 * @param name directory and file name in the sources, joined by a hyphen: {@code spectator-main.js}
 * @param address path of the URL, with the hash of the content
 */
public record Asset(String name, String address, String mediaType, String text) {}
