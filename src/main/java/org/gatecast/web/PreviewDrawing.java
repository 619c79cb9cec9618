package org.gatecast.web;

import java.util.ArrayList;
import java.util.List;
import org.gatecast.web.raster.Canvas;
import org.gatecast.web.raster.OutlineFont;

/** Draws previews and the icon for home screens, with the colours of the pages' dark theme. Lengths are in pixels. */
final class PreviewDrawing {
    static final int WIDTH = 1200;
    static final int HEIGHT = 630;

    private static final int GROUND = 0x0a0e12;
    private static final int LINE = 0x35414c;
    private static final int INK = 0xf5f8fa;
    private static final int SOFT = 0xbac5cf;
    private static final int GREEN = 0x74e29a;
    private static final int AMBER = 0xffc861;
    private static final int POLE_GREEN = 0x2bb56b;
    private static final int POLE_RED = 0xf0525c;
    private static final int WHITE = 0xffffff;

    private static final int MARGIN = 64;
    private static final int RIGHT = WIDTH - MARGIN;
    private static final int FIRST_ROW = 424;
    private static final int ROW_HEIGHT = 80;
    private static final int MAX_STATUS = 400;
    private static final int LINES_OF_TITLE = 2;
    private static final int MAX_TITLE = 200;
    private static final float[] TITLE_SIZES = {66, 54, 46};

    private PreviewDrawing() {}

    /** Read when the first preview is drawn, and kept: 1.4 MB. */
    private static final class Fonts {
        static final OutlineFont REGULAR = OutlineFont.ofResource("/fonts/DejaVuSansCondensed.ttf");
        static final OutlineFont BOLD = OutlineFont.ofResource("/fonts/DejaVuSansCondensed-Bold.ttf");
    }

    static byte[] png(Preview preview) {
        Canvas canvas = new Canvas(WIDTH, HEIGHT, GROUND);
        stripes(canvas);
        head(canvas, preview);
        float below = title(canvas, preview.title());
        canvas.write(Fonts.REGULAR, 34, MARGIN, below, SOFT, fitted(Fonts.REGULAR, preview.subtitle(), 34));
        canvas.write(Fonts.BOLD, 30, MARGIN, FIRST_ROW - 66, SOFT, fitted(Fonts.BOLD, preview.label(), 30));
        int baseline = FIRST_ROW;
        for (Preview.Row row : preview.rows()) {
            row(canvas, row, baseline);
            baseline += ROW_HEIGHT;
        }
        return canvas.png();
    }

    /** The poles of a gate on the colour of the ground, without a border: phones round the corners themselves. */
    static byte[] icon(int size) {
        Canvas canvas = new Canvas(size, size, GROUND);
        int wide = size / 7;
        for (int stripe = 0; stripe < 5; stripe++) {
            int top = size / 8 + stripe * size * 3 / 20;
            canvas.fill(size / 4 - wide / 2, top, wide, size * 3 / 20, stripe % 2 == 0 ? POLE_GREEN : WHITE);
            canvas.fill(size * 3 / 4 - wide / 2, top, wide, size * 3 / 20, stripe % 2 == 0 ? POLE_RED : WHITE);
        }
        return canvas.png();
    }

    private static void stripes(Canvas canvas) {
        for (int left = 0; left < WIDTH; left += 200) {
            canvas.fill(left, 0, 62, 14, POLE_GREEN);
            canvas.fill(left + 100, 0, 62, 14, POLE_RED);
        }
    }

    private static void head(Canvas canvas, Preview preview) {
        float left = pole(canvas, MARGIN, POLE_GREEN);
        String status = Fonts.BOLD.fitted(preview.status(), 34, MAX_STATUS);
        float statusWidth = Fonts.BOLD.width(status, 34);
        String site = Fonts.BOLD.fitted(preview.site(), 36, RIGHT - left - statusWidth - 90);
        canvas.write(Fonts.BOLD, 36, left, 90, INK, site);
        pole(canvas, (int) (left + Fonts.BOLD.width(site, 36)) + 14, POLE_RED);
        int color =
                switch (preview.statusKey()) {
                    case "running" -> GREEN;
                    case "finished" -> AMBER;
                    case "official" -> INK;
                    default -> SOFT;
                };
        canvas.write(Fonts.BOLD, 34, RIGHT - statusWidth, 90, color, status);
    }

    /** Returns where what follows begins. */
    private static float pole(Canvas canvas, int left, int color) {
        for (int stripe = 0; stripe < 5; stripe++) {
            canvas.fill(left, 58 + stripe * 8, 10, 8, stripe % 2 == 0 ? color : WHITE);
        }
        return left + 24;
    }

    /** The title in one or two lines, as large as it fits. Returns the baseline for what follows. */
    private static float title(Canvas canvas, String title) {
        float size = 0;
        List<String> lines = List.of();
        for (float smaller : TITLE_SIZES) {
            size = smaller;
            lines = lines(title, size);
            if (!lines.get(lines.size() - 1).endsWith("…")) {
                break;
            }
        }
        float baseline = 176;
        for (String line : lines) {
            canvas.write(Fonts.BOLD, size, MARGIN, baseline, INK, line);
            baseline += size * 1.12f;
        }
        return baseline - size * 1.12f + 56;
    }

    private static List<String> lines(String text, float size) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : beginning(text).strip().split("\\s+", -1)) {
            String longer = line.isEmpty() ? word : line + ' ' + word;
            boolean last = lines.size() == LINES_OF_TITLE - 1;
            if (last || line.isEmpty() || Fonts.BOLD.width(longer, size) <= RIGHT - MARGIN) {
                line = longer;
            } else {
                lines.add(fitted(Fonts.BOLD, line, size));
                line = word;
            }
        }
        lines.add(fitted(Fonts.BOLD, line, size));
        return lines;
    }

    /** More would not fit; a title may have thousands of characters. */
    private static String beginning(String text) {
        return text.length() <= MAX_TITLE ? text : text.substring(0, MAX_TITLE) + '…';
    }

    private static void row(Canvas canvas, Preview.Row row, int baseline) {
        canvas.fill(MARGIN, baseline - 52, RIGHT - MARGIN, 1, LINE);
        String total = Fonts.BOLD.fitted(row.total(), 46, MAX_STATUS);
        float right = RIGHT - Fonts.BOLD.width(total, 46);
        canvas.write(Fonts.BOLD, 46, right, baseline, INK, total);
        String rank = Fonts.BOLD.fitted(row.rank(), 46, 96);
        canvas.write(Fonts.BOLD, 46, MARGIN, baseline, GREEN, rank);
        float left = rank.isEmpty() ? MARGIN : MARGIN + Math.max(76, Fonts.BOLD.width(rank, 46) + 20);
        float space = right - left - 32;
        String name = Fonts.BOLD.fitted(row.name(), 42, space);
        canvas.write(Fonts.BOLD, 42, left, baseline, INK, name);
        float after = left + Fonts.BOLD.width(name, 42) + 24;
        if (right - 32 - after > 140) {
            canvas.write(
                    Fonts.REGULAR, 30, after, baseline, SOFT, Fonts.REGULAR.fitted(row.note(), 30, right - 32 - after));
        }
    }

    private static String fitted(OutlineFont font, String text, float size) {
        return font.fitted(text, size, RIGHT - MARGIN);
    }
}
