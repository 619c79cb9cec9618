package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * Compares what a page shows with a picture that was kept of it, in {@code src/test/resources/pictures}. Both are small, and
 * are compared by the mean colour of each part of them: another shade of an edge does not matter, a missing row does. The
 * page is shown with a font that is part of the project, so that the machine's do not matter.
 *
 * <p>{@code -Dgatecast.pictures=keep} keeps the new pictures. Look at them before they are committed.
 */
final class KeptPictures {
    private static final Path KEPT = Path.of("src", "test", "resources", "pictures");
    private static final boolean KEEP = "keep".equals(System.getProperty("gatecast.pictures"));

    private static final int WIDTH = 320;
    private static final int PART = 10;
    /** Of 255, for one colour of one part. Text that moves by a pixel makes up to 15; a name that comes or goes makes more than 30. */
    private static final int MOST_DIFFERENCE = 24;

    private static final String SAME_FONT =
            """
            const done = arguments[arguments.length - 1];
            const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0)).buffer;
            const sheet = new CSSStyleSheet();
            sheet.replaceSync('*, ::before, ::after { font-family: Kept !important; animation: none !important; transition: none !important }');
            if (![...document.fonts].some(font => font.family === 'Kept')) {
              document.fonts.add(new FontFace('Kept', bytes(arguments[0]), { weight: '100 500' }));
              document.fonts.add(new FontFace('Kept', bytes(arguments[1]), { weight: '600 900' }));
              document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
            }
            Promise.all([...document.fonts].map(font => font.load())).then(() => {
              dispatchEvent(new Event('resize'));
              requestAnimationFrame(() => requestAnimationFrame(() => done()));
            });
            """;

    private KeptPictures() {}

    /**
     * Fails if the page looks different from the picture of that name. Transparent parts must be transparent in both.
     *
     * @param name of the picture, without suffix; the same name of two sizes needs the size in it
     */
    static void matches(BrowserPage page, String name) {
        page.command(
                "Emulation.setDefaultBackgroundColorOverride", Map.of("color", Map.of("r", 0, "g", 0, "b", 0, "a", 0)));
        page.scriptToCome(SAME_FONT, font("DejaVuSansCondensed"), font("DejaVuSansCondensed-Bold"));
        BufferedImage shown = small(read(page.screenshot("kept/" + name)));
        page.command("Emulation.setDefaultBackgroundColorOverride", Map.of());
        Path file = KEPT.resolve(name + ".png");
        if (KEEP) {
            write(shown, file);
            return;
        }
        assertThat(file).as("there is a picture to compare with").exists();
        BufferedImage kept = read(file);
        assertThat(shown.getWidth() + "x" + shown.getHeight()).isEqualTo(kept.getWidth() + "x" + kept.getHeight());
        String different = differentParts(kept, shown);
        if (!different.isEmpty()) {
            write(shown, Path.of("target", "screenshots", "failed", name + ".png"));
        }
        assertThat(different)
                .as("parts of %s that look different, counted from 0 in columns and rows of %d pixels", name, PART)
                .isEmpty();
    }

    private static String differentParts(BufferedImage kept, BufferedImage shown) {
        StringBuilder different = new StringBuilder();
        for (int y = 0; y < kept.getHeight(); y += PART) {
            for (int x = 0; x < kept.getWidth(); x += PART) {
                int difference = difference(mean(kept, x, y), mean(shown, x, y));
                if (difference > MOST_DIFFERENCE) {
                    different
                            .append(x / PART)
                            .append(',')
                            .append(y / PART)
                            .append(" by ")
                            .append(difference)
                            .append("; ");
                }
            }
        }
        return different.toString();
    }

    private static int difference(double[] one, double[] other) {
        double most = 0;
        for (int i = 0; i < one.length; i++) {
            most = Math.max(most, Math.abs(one[i] - other[i]));
        }
        return (int) most;
    }

    /** The mean of alpha, and of the three colours as they look on black. */
    private static double[] mean(BufferedImage picture, int left, int top) {
        double[] sum = new double[4];
        int count = 0;
        for (int y = top; y < Math.min(top + PART, picture.getHeight()); y++) {
            for (int x = left; x < Math.min(left + PART, picture.getWidth()); x++) {
                Color colour = new Color(picture.getRGB(x, y), true);
                double alpha = colour.getAlpha() / 255.0;
                sum[0] += colour.getAlpha();
                sum[1] += colour.getRed() * alpha;
                sum[2] += colour.getGreen() * alpha;
                sum[3] += colour.getBlue() * alpha;
                count++;
            }
        }
        for (int i = 0; i < sum.length; i++) {
            sum[i] /= count;
        }
        return sum;
    }

    private static BufferedImage small(BufferedImage picture) {
        BufferedImage from = picture;
        // In halves: one step over many pixels would leave most of them out.
        while (from.getWidth() > 2 * WIDTH) {
            from = scaled(from, from.getWidth() / 2);
        }
        return scaled(from, WIDTH);
    }

    private static BufferedImage scaled(BufferedImage picture, int width) {
        int height = Math.round((float) picture.getHeight() * width / picture.getWidth());
        BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return scaled;
    }

    private static String font(String name) {
        try (InputStream file = KeptPictures.class.getResourceAsStream("/fonts/" + name + ".ttf")) {
            return Base64.getEncoder().encodeToString(file.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage read(Path file) {
        try {
            return ImageIO.read(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(BufferedImage picture, Path file) {
        try {
            Files.createDirectories(file.getParent());
            ImageIO.write(picture, "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
