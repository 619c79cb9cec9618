/**
 * The web pages: the spectators' page, the organisers' page, and their files. The address of each file has the hash of its
 * content, computed at start, so that browsers may cache it forever. HTML is written for each request, because the title and
 * description of a race change with the race.
 *
 * <pre>
 *   web/ in the jar ─▶ AssetCatalog (one script per page, hashed) ──────────────┐
 *   EventSnapshot ───▶ PageMetadata (title, description, image, translated) ────┴▶ PageRenderer ─▶ http
 * </pre>
 *
 * Reads the jar once, when it is created. After that any event loop may call it; {@code http} does.
 */
package org.gatecast.web;
