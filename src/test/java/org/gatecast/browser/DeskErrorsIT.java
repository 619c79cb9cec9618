package org.gatecast.browser;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the desk says about a wrong password, a wrong file, and what is too large. */
class DeskErrorsIT {
    private static final String PASSWORD = "paddle upstream";
    private static final String EVENT = "CUP.2026";
    private static final int MIB = 1024 * 1024;

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final TestServer server = TestServer.with(
            "security.master-passwords",
            PASSWORD,
            "security.key-grace-hours",
            "0",
            "http.body-limit-xml-bytes",
            String.valueOf(3 * MIB / 2),
            "http.image-limit-bytes",
            "2048",
            "limits.failed-authentications-burst",
            "3",
            "limits.failed-authentications-per-minute",
            "1");

    @TempDir
    private Path files;

    private BoothClient booth;
    private BrowserPage desk;

    @BeforeEach
    void anEvent() {
        booth = server.api()
                .asMaster(PASSWORD)
                .createEvent(EVENT)
                .imported(ExportXml.small(server.clock().today()).toString());
        desk = browser.page(server.port());
    }

    @Test
    void aWrongPasswordIsToldWhatWouldBeRightAndTooManyForHowLongToWait() {
        enter("Paddle upstream");
        desk.awaitThere("#key-failure");
        assertThat(desk.text("#key-failure"))
                .startsWith("This is neither a master password of this service nor a valid key of an event.")
                .contains("upper and lower case", "64 characters")
                .endsWith("The master password in X-Master-Key is wrong.");

        for (String wrong : new String[] {"a", "b", "c"}) {
            desk.type("form[data-login] input[name=key]", wrong).press("form[data-login] button[type=submit]");
            desk.awaitThere("#key-failure");
        }
        desk.awaitTrue(
                "the waiting time is named",
                "/^Too many requests at once. Try again in \\d+ s\\./.test(document.querySelector('#key-failure')?.textContent)");
    }

    @Test
    void anExportThatIsTooLargeIsNamedWithItsSizeAndTheLimitBeforeItIsSent() throws IOException {
        open();

        choose("large.xml", ("<Canoe123Data>" + " ".repeat(5 * MIB / 2)).getBytes(UTF_8));

        desk.awaitThere(".report.refused");
        assertThat(desk.text(".report.refused"))
                .contains("large.xml", "The file has 2.6 MB, the service accepts at most 1.5 MB.", "without images");
        assertThat(desk.text("[data-outcome=refused]")).startsWith("The file has 2.6 MB");
        assertThat(uploads()).isZero();
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWithTheLimitForPrograms() {
        ApiResponse refused = server.api()
                .send(
                        "POST",
                        "/api/v1/ingest/xml",
                        new byte[2 * MIB],
                        "X-API-Key",
                        booth.apiKey(),
                        "Content-Type",
                        "application/xml");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.body().get("maxBytes").asInt()).isEqualTo(3 * MIB / 2);
        assertThat(refused.message()).contains(String.valueOf(3 * MIB / 2));
    }

    @Test
    void anImageThatIsTooLargeIsRefusedWithTheLimit() {
        open();
        desk.find("form[data-edit] input[name=imageData]")
                .sendKeys(Path.of("specs", "picture.png").toAbsolutePath().toString());
        desk.awaitThere("form[data-edit] img.preview");

        desk.press("form[data-edit] button[type=submit]").awaitThere("[data-outcome=refused]");

        assertThat(desk.text("[data-outcome=refused]"))
                .startsWith("This is larger than the service accepts. The limit is 2 kB.")
                .contains("at most 2048 bytes");
    }

    @Test
    void aFileThatIsNoExportIsNamedBeforeItIsSent() throws IOException {
        open();
        refused("empty.xml", new byte[0], "The file is empty.");
        refused("notes.xml", "Results of Saturday".getBytes(UTF_8), "This is no XML file.");
        refused("logo.xml", Files.readAllBytes(Path.of("src/test/resources/logo.png")), "This is no XML file.");
        refused("page.xml", "<?xml version='1.0'?><html/>".getBytes(UTF_8), "This XML file is no export of Canoe123.");
        assertThat(uploads()).isZero();

        String export = ExportXml.small(server.clock().today()).toString();
        choose(
                "wide.xml",
                ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + export.replaceFirst("^<\\?xml.*?\\?>", ""))
                        .getBytes(UTF_16));

        desk.awaitThere("[data-outcome=done]").awaitThere("[data-count=participants]");
        assertThat(uploads()).isEqualTo(1);
    }

    private void refused(String name, byte[] content, String sentence) throws IOException {
        choose(name, content);
        desk.awaitTrue(
                name + " is refused",
                "document.querySelector('.report.refused')?.textContent.includes('" + name + "')");
        assertThat(desk.text(".report.refused")).contains(sentence);
        assertThat(desk.text("[data-outcome=refused]")).startsWith(sentence);
    }

    private void choose(String name, byte[] content) throws IOException {
        Path file = Files.write(files.resolve(name), content);
        desk.find("input[type=file][data-xml]").sendKeys(file.toString());
    }

    private int uploads() {
        return desk.json(
                        "performance.getEntriesByType('resource').filter(one => one.name.includes('/ingest/xml')).length")
                .asInt();
    }

    private void open() {
        enter(PASSWORD);
        desk.press("[data-event='" + EVENT + "'] a").awaitThere("[data-open='" + EVENT + "']");
    }

    private void enter(String key) {
        desk.go("/admin").type("form[data-login] input[name=key]", key).press("form[data-login] button[type=submit]");
    }
}
