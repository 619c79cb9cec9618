package org.gatecast.web.raster;

import java.util.Arrays;

/** The contours of a glyph as straight edges, in the units of its font, y upwards. Curves are flattened when they are added. */
final class Outline {
    private static final int STEPS_PER_CURVE = 8;
    private static final int NUMBERS_PER_EDGE = 4;

    private float[] edges = new float[32 * NUMBERS_PER_EDGE];
    private int used;
    private float firstX;
    private float firstY;
    private float x;
    private float y;

    /** Begins a contour. */
    void moveTo(float toX, float toY) {
        firstX = toX;
        firstY = toY;
        x = toX;
        y = toY;
    }

    void lineTo(float toX, float toY) {
        if (used == edges.length) {
            edges = Arrays.copyOf(edges, 2 * used);
        }
        edges[used++] = x;
        edges[used++] = y;
        edges[used++] = toX;
        edges[used++] = toY;
        x = toX;
        y = toY;
    }

    /** A quadratic curve, pulled towards its control point. */
    void curveTo(float controlX, float controlY, float toX, float toY) {
        float fromX = x;
        float fromY = y;
        for (int step = 1; step < STEPS_PER_CURVE; step++) {
            float t = (float) step / STEPS_PER_CURVE;
            float u = 1 - t;
            lineTo(
                    u * u * fromX + 2 * u * t * controlX + t * t * toX,
                    u * u * fromY + 2 * u * t * controlY + t * t * toY);
        }
        lineTo(toX, toY);
    }

    /** Ends a contour where it began. */
    void close() {
        lineTo(firstX, firstY);
    }

    /** Adds another outline, moved and scaled as a component of this one: {@code x' = xx·x + yx·y + dx}. */
    void add(Outline part, float xx, float xy, float yx, float yy, float dx, float dy) {
        for (int i = 0; i < part.used; i += NUMBERS_PER_EDGE) {
            x = xx * part.edges[i] + yx * part.edges[i + 1] + dx;
            y = xy * part.edges[i] + yy * part.edges[i + 1] + dy;
            lineTo(
                    xx * part.edges[i + 2] + yx * part.edges[i + 3] + dx,
                    xy * part.edges[i + 2] + yy * part.edges[i + 3] + dy);
        }
    }

    /** The edges on a canvas: scaled, y downwards, from a point on the baseline. */
    float[] placed(float scale, float left, float baseline) {
        float[] placed = new float[used];
        for (int i = 0; i < used; i += 2) {
            placed[i] = left + scale * edges[i];
            placed[i + 1] = baseline - scale * edges[i + 1];
        }
        return placed;
    }
}
