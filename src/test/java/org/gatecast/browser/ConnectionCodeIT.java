package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatecast.booth.push.PushTarget;
import org.gatecast.booth.setup.ConnectionString;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The QR code on the card that connects a booth. */
class ConnectionCodeIT {
    private static final String PASSWORD = "paddle upstream";
    private static final String EVENT = "CUP.2026";
    private static final String CODE = "/api/v1/admin/events/" + EVENT + "/connection-code";

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final TestServer server = TestServer.with("security.master-passwords", PASSWORD);

    private BoothClient booth;

    @BeforeEach
    void anEvent() {
        booth = server.api()
                .asMaster(PASSWORD)
                .createEvent(EVENT)
                .imported(ExportXml.small(server.clock().today()).toString());
    }

    @Test
    void theCodeIsShownWhenSomebodyAsksForItAndHiddenAgain() {
        BrowserPage desk = browser.page(server.port());
        desk.go("/admin")
                .type("form[data-login] input[name=key]", PASSWORD)
                .press("form[data-login] button[type=submit]");
        desk.press("[data-event='" + EVENT + "'] a").awaitThere("[data-connect-string]");
        assertThat(asked(desk)).isZero();

        desk.press("[data-code]").awaitTrue("it is drawn", "document.querySelector('.code img')?.naturalWidth > 0");

        assertThat(asked(desk)).isEqualTo(1);
        assertThat(desk.text("[data-connect-string]")).isEqualTo(string("http://127.0.0.1:" + server.port()));
        AppearanceCheck.inBothThemesAndSizes(desk, "connection-code");
        desk.press("[data-code]").awaitGone(".code img");
        assertThat(desk.complaints()).isEmpty();
    }

    @Test
    void theCodeIsThatOfTheStringOnTheCard() {
        for (String[] key : new String[][] {{"X-API-Key", booth.apiKey()}, {"X-Master-Key", PASSWORD}}) {
            for (String address : new String[] {"https://results.example.org", "http://192.168.1.5:8080"}) {
                ApiResponse code = server.api().get(CODE + "?server=" + address, key);

                assertThat(code.status()).isEqualTo(200);
                assertThat(code.header("Content-Type")).isEqualTo("image/svg+xml");
                assertThat(code.header("Cache-Control")).isEqualTo("no-store");
                assertThat(drawn(code.text())).isEqualTo(expected(string(address)));
                assertThat(code.text()).doesNotContain(booth.apiKey());
            }
        }
    }

    @Test
    void onlyAnAddressOfAServerIsTaken() {
        for (String query : new String[] {"", "?server=", "?server=results.example.org", "?server=https://a/b%23c"}) {
            assertThat(server.api().get(CODE + query, "X-Master-Key", PASSWORD).status())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(server.api().get(CODE + "?server=https://a.example").status())
                .isEqualTo(401);
    }

    @Test
    void anEventWithoutAKeyHasNoCode() {
        String keys = "/api/v1/admin/events/" + EVENT + "/keys";
        String id = server.api()
                .get(keys, "X-Master-Key", PASSWORD)
                .body()
                .at("/keys/0/keyId")
                .asText();
        server.api().delete(keys + "/" + id, "X-Master-Key", PASSWORD);

        ApiResponse code = server.api().get(CODE + "?server=https://a.example", "X-Master-Key", PASSWORD);

        assertThat(code.status()).isEqualTo(404);
        assertThat(code.message()).contains("no key that works");
    }

    private static int asked(BrowserPage desk) {
        return desk.json(
                        "performance.getEntriesByType('resource').filter(one => one.name.includes('connection-code')).length")
                .asInt();
    }

    private String string(String address) {
        return ConnectionString.write(new PushTarget(address, EVENT, booth.apiKey()));
    }

    /** The dark modules, as {@code x y}. */
    private static Set<String> drawn(String svg) {
        return Pattern.compile("M(\\d+) (\\d+)h1v1h-1z")
                .matcher(svg)
                .results()
                .map(module -> (Integer.parseInt(module.group(1)) - 4) + " " + (Integer.parseInt(module.group(2)) - 4))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> expected(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        Set<String> modules = new TreeSet<>();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    modules.add(x + " " + y);
                }
            }
        }
        return modules;
    }
}
