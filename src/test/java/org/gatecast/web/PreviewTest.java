package org.gatecast.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PreviewTest {
    private static final Preview RACE = race("LÍSKAWELL Ola", "93.47");

    @Test
    void theImageIsAPngOfTheSizeThatIsSaid() throws IOException {
        BufferedImage image = drawn(RACE);

        assertThat(image.getWidth()).isEqualTo(1200);
        assertThat(image.getHeight()).isEqualTo(630);
        assertThat(PreviewDrawing.png(RACE).length).isBetween(10_000, 100_000);
        Path file = Path.of("target", "screenshots", "preview.png");
        Files.createDirectories(file.getParent());
        Files.write(file, PreviewDrawing.png(RACE));
    }

    @Test
    void aChangedResultIsAnotherImageAtAnotherAddress() {
        Preview other = race("LÍSKAWELL Ola", "93.48");

        assertThat(race("LÍSKAWELL Ola", "93.47").tag()).isEqualTo(RACE.tag());
        assertThat(PreviewDrawing.png(race("LÍSKAWELL Ola", "93.47"))).isEqualTo(PreviewDrawing.png(RACE));
        assertThat(other.tag()).isNotEqualTo(RACE.tag());
        assertThat(PreviewDrawing.png(other)).isNotEqualTo(PreviewDrawing.png(RACE));
    }

    @Test
    void lettersWithAccentsAreDrawnAlikeHoweverTheyAreEncoded() {
        assertThat(PreviewDrawing.png(race("LI\u0301SKAWELL Ola", "93.47"))).isEqualTo(PreviewDrawing.png(RACE));
        assertThat(PreviewDrawing.png(race("LISKAWELL Ola", "93.47"))).isNotEqualTo(PreviewDrawing.png(RACE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "🏆", "نهر", "\u0000\u202e", "\ud800", "a"})
    void anyTextCanBeDrawn(String text) throws IOException {
        for (String title : new String[] {text, text.repeat(10_000), (text + ' ').repeat(5_000)}) {
            Preview preview = new Preview(
                    title, title, title, title, title, title, List.of(new Preview.Row(title, title, title, title)));

            assertThat(drawn(preview).getWidth()).isEqualTo(1200);
        }
    }

    @Test
    void textsThatAreTooLongEndAtTheMargin() throws IOException {
        Preview wide = new Preview(
                "W".repeat(300),
                "running",
                "Running",
                "W".repeat(300),
                "W".repeat(300),
                "W".repeat(300),
                List.of(new Preview.Row("1", "W".repeat(300), "W".repeat(300), "123.45")));
        BufferedImage image = drawn(wide);

        int[] margin = image.getRGB(1140, 40, 60, 590, null, 0, 60);
        assertThat(Arrays.stream(margin).distinct().count()).isEqualTo(1);
    }

    @Test
    void theIconIsASquare() throws IOException {
        BufferedImage icon = ImageIO.read(new ByteArrayInputStream(PreviewDrawing.icon(180)));

        assertThat(icon.getWidth()).isEqualTo(180);
        assertThat(icon.getHeight()).isEqualTo(180);
        assertThat(icon.getRGB(45, 25)).isNotEqualTo(icon.getRGB(135, 25));
    }

    private static BufferedImage drawn(Preview preview) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(PreviewDrawing.png(preview)));
    }

    private static Preview race(String name, String total) {
        return new Preview(
                "Gatecast",
                "running",
                "Läuft",
                "K1ž - střední trať - 2. jízda",
                "Veltrusy Spring Slalom · 20. 6. 2026 · 10:06",
                "Žákyně starší, żółć, Mühlgraben, œuvre",
                List.of(
                        new Preview.Row("1", name, "Loděnice Dolní jez", total),
                        new Preview.Row("2", "BIRCHSON Kateřina", "Whitewater Union of the Upper Valley", "93.67"),
                        new Preview.Row("3", "ŘEBŘÍČEKLEY Matěj / ŤUKALOVÁ Ďáblice", "Paddlers A&B", "196.79")));
    }
}
