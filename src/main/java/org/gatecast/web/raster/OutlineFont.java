package org.gatecast.web.raster;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.PrimitiveIterator;

/**
 * A TrueType font: the outlines and widths of its glyphs. Without kerning, ligatures and scripts that need shaping. It knows the
 * characters of the basic plane; characters that it lacks are left out of a text. Immutable, any thread.
 */
public final class OutlineFont {
    private static final int MAX_COMPONENT_DEPTH = 4;

    private static final int ON_CURVE = 1;
    private static final int X_SHORT = 2;
    private static final int Y_SHORT = 4;
    private static final int REPEATED = 8;
    private static final int X_SAME_OR_POSITIVE = 16;
    private static final int Y_SAME_OR_POSITIVE = 32;

    private static final int ARGUMENTS_ARE_WORDS = 1;
    private static final int ARGUMENTS_ARE_OFFSETS = 2;
    private static final int ONE_SCALE = 8;
    private static final int MORE_COMPONENTS = 32;
    private static final int TWO_SCALES = 64;
    private static final int MATRIX = 128;
    private static final float F2DOT14 = 1 << 14;

    private final ByteBuffer file;
    private final Map<String, Integer> tables = new HashMap<>();
    private final int unitsPerEm;
    private final boolean longOffsets;
    private final int metrics;
    private final int characters;

    /**
     * @throws RuntimeException if this is not a TrueType font with a table of characters in format 4
     */
    OutlineFont(byte[] bytes) {
        file = ByteBuffer.wrap(bytes);
        int count = unsigned(4);
        for (int i = 0, entry = 12; i < count; i++, entry += 16) {
            tables.put(new String(bytes, entry, 4, US_ASCII), file.getInt(entry + 8));
        }
        unitsPerEm = unsigned(table("head") + 18);
        longOffsets = unsigned(table("head") + 50) == 1;
        metrics = unsigned(table("hhea") + 34);
        characters = characterTable();
    }

    /** The font in a file of the class path. Blocks. */
    public static OutlineFont ofResource(String name) {
        try (InputStream in = OutlineFont.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + name + "; `mvn process-resources` unpacks it");
            }
            return new OutlineFont(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The width of a text in pixels. */
    public float width(String text, float size) {
        int units = 0;
        for (int glyph : glyphs(text)) {
            units += advance(glyph);
        }
        return units * scale(size);
    }

    /** As much of the beginning of a text as is not wider than {@code width} pixels, with an ellipsis if it is not all. */
    public String fitted(String text, float size, float width) {
        float left = width / scale(size);
        float leftForEllipsis = left - advance(glyph('…'));
        int end = 0;
        for (int at = 0, units = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            int glyph = glyph(codePoint);
            units += glyph == 0 ? 0 : advance(glyph);
            if (units > left) {
                return text.substring(0, end).strip() + '…';
            }
            at += Character.charCount(codePoint);
            end = units > leftForEllipsis ? end : at;
        }
        return text;
    }

    float scale(float size) {
        return size / unitsPerEm;
    }

    /** The glyphs of a text; letters and their accents are joined first. */
    int[] glyphs(String text) {
        int[] glyphs = new int[text.length()];
        int found = 0;
        PrimitiveIterator.OfInt codePoints =
                Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().iterator();
        while (codePoints.hasNext()) {
            int glyph = glyph(codePoints.nextInt());
            if (glyph != 0) {
                glyphs[found++] = glyph;
            }
        }
        return Arrays.copyOf(glyphs, found);
    }

    /** In units of the font. */
    int advance(int glyph) {
        return unsigned(table("hmtx") + 4 * Math.min(glyph, metrics - 1));
    }

    Outline outline(int glyph) {
        Outline outline = new Outline();
        trace(outline, glyph, 0);
        return outline;
    }

    private int characterTable() {
        int all = table("cmap");
        for (int i = 0; i < unsigned(all + 2); i++) {
            int subtable = all + file.getInt(all + 8 + 8 * i);
            if (unsigned(subtable) == 4) {
                return subtable;
            }
        }
        throw new IllegalArgumentException("the font has no table of characters in format 4");
    }

    /** 0 if there is none. */
    private int glyph(int codePoint) {
        int segments = unsigned(characters + 6);
        int ends = characters + 14;
        int starts = ends + segments + 2;
        int deltas = starts + segments;
        int ranges = deltas + segments;
        int low = 0;
        int high = segments / 2;
        while (low < high) {
            int middle = (low + high) / 2;
            if (codePoint > unsigned(ends + 2 * middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        int i = 2 * low;
        if (i == segments || codePoint < unsigned(starts + i)) {
            return 0;
        }
        int range = unsigned(ranges + i);
        int glyph = range == 0 ? codePoint : unsigned(ranges + i + range + 2 * (codePoint - unsigned(starts + i)));
        return glyph == 0 ? 0 : (glyph + unsigned(deltas + i)) & 0xFFFF;
    }

    private void trace(Outline outline, int glyph, int depth) {
        int begin = table("glyf") + offset(glyph);
        if (offset(glyph) == offset(glyph + 1)) {
            return;
        }
        int contours = file.getShort(begin);
        if (contours >= 0) {
            traceSimple(outline, begin + 10, contours);
        } else if (depth < MAX_COMPONENT_DEPTH) {
            traceComponents(outline, begin + 10, depth);
        }
    }

    private void traceComponents(Outline outline, int begin, int depth) {
        int at = begin;
        int flags;
        do {
            flags = unsigned(at);
            Outline part = new Outline();
            trace(part, unsigned(at + 2), depth + 1);
            at += 4;
            boolean words = (flags & ARGUMENTS_ARE_WORDS) != 0;
            boolean offsets = (flags & ARGUMENTS_ARE_OFFSETS) != 0;
            float dx = !offsets ? 0 : words ? file.getShort(at) : file.get(at);
            float dy = !offsets ? 0 : words ? file.getShort(at + 2) : file.get(at + 1);
            at += words ? 4 : 2;
            float xx = 1;
            float xy = 0;
            float yx = 0;
            float yy = 1;
            if ((flags & ONE_SCALE) != 0) {
                xx = yy = file.getShort(at) / F2DOT14;
                at += 2;
            } else if ((flags & TWO_SCALES) != 0) {
                xx = file.getShort(at) / F2DOT14;
                yy = file.getShort(at + 2) / F2DOT14;
                at += 4;
            } else if ((flags & MATRIX) != 0) {
                xx = file.getShort(at) / F2DOT14;
                xy = file.getShort(at + 2) / F2DOT14;
                yx = file.getShort(at + 4) / F2DOT14;
                yy = file.getShort(at + 6) / F2DOT14;
                at += 8;
            }
            outline.add(part, xx, xy, yx, yy, dx, dy);
        } while ((flags & MORE_COMPONENTS) != 0);
    }

    private void traceSimple(Outline outline, int begin, int contours) {
        if (contours == 0) {
            return;
        }
        int points = unsigned(begin + 2 * contours - 2) + 1;
        int at = begin + 2 * contours;
        at += 2 + unsigned(at);
        byte[] flags = new byte[points];
        for (int i = 0; i < points; i++) {
            flags[i] = file.get(at++);
            if ((flags[i] & REPEATED) != 0) {
                for (int times = file.get(at++) & 0xFF; times > 0; times--) {
                    flags[i + 1] = flags[i];
                    i++;
                }
            }
        }
        int[] xs = new int[points];
        at = coordinates(xs, flags, at, X_SHORT, X_SAME_OR_POSITIVE);
        int[] ys = new int[points];
        coordinates(ys, flags, at, Y_SHORT, Y_SAME_OR_POSITIVE);
        int first = 0;
        for (int i = 0; i < contours; i++) {
            int last = unsigned(begin + 2 * i);
            traceContour(outline, flags, xs, ys, first, last);
            first = last + 1;
        }
    }

    /** Returns where the coordinates end. */
    private int coordinates(int[] values, byte[] flags, int begin, int isShort, int sameOrPositive) {
        int at = begin;
        int value = 0;
        for (int i = 0; i < values.length; i++) {
            boolean second = (flags[i] & sameOrPositive) != 0;
            if ((flags[i] & isShort) != 0) {
                int step = file.get(at++) & 0xFF;
                value += second ? step : -step;
            } else if (!second) {
                value += file.getShort(at);
                at += 2;
            }
            values[i] = value;
        }
        return at;
    }

    /** Between two control points in a row lies a point of the curve, in their middle. */
    private static void traceContour(Outline outline, byte[] flags, int[] xs, int[] ys, int first, int last) {
        int points = last - first + 1;
        if (points < 2) {
            return;
        }
        boolean begins = (flags[first] & ON_CURVE) != 0;
        boolean ends = (flags[last] & ON_CURVE) != 0;
        float startX = begins ? xs[first] : ends ? xs[last] : (xs[first] + xs[last]) / 2f;
        float startY = begins ? ys[first] : ends ? ys[last] : (ys[first] + ys[last]) / 2f;
        outline.moveTo(startX, startY);
        for (int i = begins ? 1 : 0; i < points; i++) {
            int here = first + i;
            if ((flags[here] & ON_CURVE) != 0) {
                outline.lineTo(xs[here], ys[here]);
                continue;
            }
            int next = first + (i + 1) % points;
            boolean nextIsPoint = (flags[next] & ON_CURVE) != 0;
            boolean over = i == points - 1;
            float toX = over ? startX : nextIsPoint ? xs[next] : (xs[here] + xs[next]) / 2f;
            float toY = over ? startY : nextIsPoint ? ys[next] : (ys[here] + ys[next]) / 2f;
            outline.curveTo(xs[here], ys[here], toX, toY);
            if (nextIsPoint) {
                i++;
            }
        }
        outline.close();
    }

    private int offset(int glyph) {
        int loca = table("loca");
        return longOffsets ? file.getInt(loca + 4 * glyph) : 2 * unsigned(loca + 2 * glyph);
    }

    private int table(String name) {
        Integer at = tables.get(name);
        if (at == null) {
            throw new IllegalArgumentException("the font has no table " + name);
        }
        return at;
    }

    private int unsigned(int at) {
        return file.getShort(at) & 0xFFFF;
    }
}
