/**
 * What a browser is given: the page spectators watch, the organiser's desk, and the files both are made of. Files get
 * their content's hash into their address once, at start, so that a browser keeps them for good; pages are written for
 * each request, since what a shared link shows of a race changes with the race.
 *
 * <pre>
 *   web/ in the jar ─▶ Assets (one script a page, hashed) ───────────────────────┐
 *   EventPicture ─▶ Headlines (title, description, image, in the reader's words) ┴▶ Pages ─▶ http
 * </pre>
 *
 * Pure, but for reading the jar when it is made; {@code http} mounts it and calls it on any event loop.
 */
package org.gatecast.page;
