package org.gatecast.web.raster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutlineFontTest {
    private static final OutlineFont FONT = OutlineFont.ofResource("/fonts/DejaVuSansCondensed.ttf");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "áčďéěíňóřšťúůýž",
                "ÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ",
                "äĺľôŕŽ",
                "äöüßÄÖÜẞ",
                "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ",
                "àâæçéèêëîïôœùûüÿ",
                "ĆĐŠŽőűăâîșț",
                "øåÆØÅþðñçãõ",
                "Кирилл",
                "Ελλάδα",
                "0123456789.+–·…/&<>"
            })
    void theFontHasTheLettersOfPaddlersNames(String letters) {
        assertThat(FONT.glyphs(letters)).hasSize(letters.length());
        for (int glyph : FONT.glyphs(letters)) {
            assertThat(FONT.outline(glyph).placed(1, 0, 0)).isNotEmpty();
        }
    }

    @Test
    void anAccentIsAPartOfItsLetter() {
        int plain = FONT.outline(FONT.glyphs("R")[0]).placed(1, 0, 0).length;
        int accented = FONT.outline(FONT.glyphs("Ř")[0]).placed(1, 0, 0).length;

        assertThat(accented).isGreaterThan(plain);
        assertThat(FONT.glyphs("R\u030c")).isEqualTo(FONT.glyphs("Ř"));
        assertThat(FONT.width("Ř", 100)).isCloseTo(FONT.width("R", 100), within(1f));
    }

    @Test
    void aTextIsCutAtAWidthWithAnEllipsis() {
        float width = FONT.width("Slalom", 40);

        assertThat(FONT.fitted("Slalom", 40, width + 1)).isEqualTo("Slalom");
        String cut = FONT.fitted("Slalom on the river", 40, width);
        assertThat(cut).startsWith("Sla").endsWith("…");
        assertThat(FONT.width(cut, 40)).isLessThanOrEqualTo(width);
    }

    /** The full block fills its width, so its area is known. */
    @Test
    void aShapeIsFilledToItsEdgesAndTheHoleOfALetterIsNot() throws IOException {
        assertThat(share("\u2588")).isBetween(0.95, 1.0);
        assertThat(share("O")).isBetween(0.15, 0.6);
    }

    /** The part of a glyph's advance, half an em high from the baseline, that is drawn. */
    private static double share(String text) throws IOException {
        int wide = (int) FONT.width(text, 100);
        int high = 50;
        Canvas canvas = new Canvas(wide, high, 0);
        canvas.write(FONT, 100, 0, high, 0xFFFFFF, text);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(canvas.png()));
        double drawn = 0;
        for (int rgb : image.getRGB(0, 0, wide, high, null, 0, wide)) {
            drawn += (rgb & 0xFF) / 255.0;
        }
        return drawn / (wide * high);
    }
}
