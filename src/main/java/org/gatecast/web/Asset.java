package org.gatecast.web;

/**
 * A file that never changes under its address.
 *
 * @param name its path under {@code web/}
 * @param address where browsers find it, with its content's hash
 * @param mediaType as HTTP names it
 * @param text as browsers get it
 */
public record Asset(String name, String address, String mediaType, String text) {}
