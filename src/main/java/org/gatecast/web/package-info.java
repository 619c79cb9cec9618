/**
 * The HTML pages of spectators and organisers, the files that they load, and the feeds. The build makes those files from
 * {@code src/main/web} with esbuild, with the hash of the content in the path, so browsers may cache them forever. HTML is
 * rendered for each request, because the title and the description of a race change with its results.
 *
 * <pre>
 *   src/main/web ──build──▶ web/ in the jar ─▶ AssetCatalog (addresses), PageTemplate ─┐
 *   EventSnapshot ────────▶ PageMetadata (title, description, image, translated) ──────┴▶ PageRenderer ─▶ http
 *   the same ─▶ FeedRenderer (ProgrammeCalendar, OfficialFeed), SiteFiles (files whose address never changes), SiteIndex
 * </pre>
 */
package org.gatecast.web;
