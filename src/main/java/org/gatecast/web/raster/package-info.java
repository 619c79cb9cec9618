/**
 * Draws text and rectangles into PNG images, in plain Java. AWT is not used: it needs libraries of the system that many
 * servers lack, and hundreds of classes ({@code specs/decisions/065-preview-images-without-awt.md}). Knows no other stage.
 *
 * <pre>
 *   TrueType file ─▶ OutlineFont ─▶ Outline ─▶ Canvas (coverage, colours) ─▶ PngEncoder
 * </pre>
 */
package org.gatecast.web.raster;
