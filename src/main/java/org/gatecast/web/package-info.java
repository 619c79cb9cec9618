/**
 * The HTML pages of spectators and organisers, and the files that they load. The build makes those files from
 * {@code src/main/web} with esbuild, with the hash of the content in the path, so browsers may cache them forever. HTML is
 * rendered for each request, because the title and the description of a race change with its results.
 *
 * <pre>
 *   src/main/web ──build──▶ web/ in the jar ─▶ AssetCatalog (addresses), PageTemplate ─┐
 *   EventSnapshot ────────▶ PageMetadata (title, description, image, translated) ──────┴▶ PageRenderer ─▶ http
 * </pre>
 */
package org.gatecast.web;
