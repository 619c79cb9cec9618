package org.gatecast.web.raster;

import java.util.Arrays;

/** An image that is drawn on, three bytes a pixel. Colours are {@code 0xRRGGBB}. Confined to one thread. */
public final class Canvas {
    /** Lines within each line of pixels on which the edges of a shape are measured. */
    private static final int LINES = 6;

    private final int width;
    private final int height;
    private final byte[] pixels;

    public Canvas(int width, int height, int background) {
        this.width = width;
        this.height = height;
        pixels = new byte[3 * width * height];
        fill(0, 0, width, height, background);
    }

    /** A rectangle of whole pixels, which must be inside. */
    public void fill(int left, int top, int wide, int high, int color) {
        for (int y = top; y < top + high; y++) {
            for (int x = left; x < left + wide; x++) {
                paint(x, y, color, 1);
            }
        }
    }

    /** Writes a line of text from a point on its baseline. Parts outside of the canvas are not drawn. */
    public void write(OutlineFont font, float size, float left, float baseline, int color, String text) {
        float scale = font.scale(size);
        float x = left;
        for (int glyph : font.glyphs(text)) {
            fill(font.outline(glyph).placed(scale, x, baseline), color);
            x += scale * font.advance(glyph);
        }
    }

    public byte[] png() {
        return PngEncoder.encode(width, height, pixels);
    }

    /** Fills a shape whose edges wind around its inside. */
    private void fill(float[] edges, int color) {
        float left = Float.MAX_VALUE;
        float right = -Float.MAX_VALUE;
        float top = Float.MAX_VALUE;
        float bottom = -Float.MAX_VALUE;
        for (int i = 0; i < edges.length; i += 2) {
            left = Math.min(left, edges[i]);
            right = Math.max(right, edges[i]);
            top = Math.min(top, edges[i + 1]);
            bottom = Math.max(bottom, edges[i + 1]);
        }
        int from = Math.max(0, (int) left);
        int to = Math.min(width, (int) right + 1);
        if (from >= to) {
            return;
        }
        float[] crossings = new float[edges.length / 4];
        int[] directions = new int[crossings.length];
        float[] coverage = new float[width];
        for (int y = Math.max(0, (int) top); y < Math.min(height, bottom); y++) {
            Arrays.fill(coverage, from, to, 0);
            for (int line = 0; line < LINES; line++) {
                float at = y + (line + 0.5f) / LINES;
                cover(coverage, crossings, cross(edges, at, crossings, directions));
            }
            for (int x = from; x < to; x++) {
                if (coverage[x] > 0) {
                    paint(x, y, color, Math.min(1, coverage[x] / LINES));
                }
            }
        }
    }

    /**
     * Finds where edges cross a line, from left to right. Only places that begin or end the inside are kept, so that they
     * alternate. Returns their number.
     */
    private static int cross(float[] edges, float y, float[] crossings, int[] directions) {
        int found = 0;
        for (int i = 0; i < edges.length; i += 4) {
            float from = edges[i + 1];
            float to = edges[i + 3];
            if (from <= y != to <= y) {
                float x = edges[i] + (y - from) / (to - from) * (edges[i + 2] - edges[i]);
                int place = found++;
                for (; place > 0 && crossings[place - 1] > x; place--) {
                    crossings[place] = crossings[place - 1];
                    directions[place] = directions[place - 1];
                }
                crossings[place] = x;
                directions[place] = from < to ? 1 : -1;
            }
        }
        int kept = 0;
        int winding = 0;
        for (int i = 0; i < found; i++) {
            int before = winding;
            winding += directions[i];
            if (before == 0 || winding == 0) {
                crossings[kept++] = crossings[i];
            }
        }
        return kept;
    }

    /** Adds the part of each pixel that lies between the pairs of crossings. */
    private void cover(float[] coverage, float[] crossings, int count) {
        for (int i = 0; i + 1 < count; i += 2) {
            float from = Math.max(0, crossings[i]);
            float to = Math.min(width, crossings[i + 1]);
            for (int x = (int) from; x < to; x++) {
                coverage[x] += Math.min(x + 1, to) - Math.max(x, from);
            }
        }
    }

    private void paint(int x, int y, int color, float share) {
        int at = 3 * (y * width + x);
        for (int i = 0, shift = 16; i < 3; i++, shift -= 8) {
            int below = pixels[at + i] & 0xFF;
            pixels[at + i] = (byte) Math.round(below + share * ((color >> shift & 0xFF) - below));
        }
    }
}
