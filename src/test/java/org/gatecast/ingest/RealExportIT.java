package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A real export is accepted as the timing computer sends it, with default settings. */
class RealExportIT {
    private static final JsonNode IMPORTED = json("{'imported': {'participants': 366, 'classes': 15, 'categories': 88,"
            + " 'races': 44, 'results': 1422, 'courses': 4}}");

    @RegisterExtension
    static final TestServer server = TestServer.with();

    private static ApiClient api;
    private static BoothClient booth;
    private static String real;

    @BeforeAll
    static void anEventIsPublic() {
        api = server.api();
        real = Recording.xml(server.clock().today());
        booth = api.createEvent("TEST").imported(real).through("startlist");
    }

    @Test
    void asABodyOfItsOwnAndInJson() {
        assertImported(send(real.getBytes(UTF_8)));
        assertImported(booth.importXmlInJson(real));
    }

    @Test
    void withBlankLinesAroundItAndLinesThatEndAsOnWindows() {
        String padded = "\uFEFF\r\n\r\n" + real.replace("\n", "\r\n") + "\r\n \r\n";
        assertImported(send(padded.getBytes(UTF_8)));
        assertImported(booth.importXmlInJson(padded));
    }

    @Test
    void inTheEncodingsOfItsCountry() {
        for (String encoding : new String[] {"windows-1250", "ISO-8859-2", "UTF-16"}) {
            String declared = real.replace("standalone=\"yes\"", "encoding=\"" + encoding + '"');
            assertImported(send(declared.getBytes(Charset.forName(encoding))));
            assertThat(api.get("/api/v1/events/TEST/officials")
                            .body()
                            .at("/officials/0/familyName")
                            .asText())
                    .isEqualTo("ŠÍPEKHURST");
        }
    }

    @Test
    void aTruncatedExportIsRefusedAsCutOffAndChangesNothing() {
        RefusalCheck refusals = new RefusalCheck(api);
        byte[] whole = real.getBytes(UTF_8);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        refusals.assertRefused(
                400, "InvalidRequest", "the export is cut off here; it may have been read", () -> send(half));
        ApiResponse[] more = {
            booth.importXmlInJson(new String(half, UTF_8)),
            send(new byte[0]),
            send("\r\n".getBytes(UTF_8)),
            booth.importXmlInJson("")
        };
        RefusalCheck.assertRefusal(more[0], 400, "InvalidRequest", "the export is cut off here");
        for (int i = 1; i < more.length; i++) {
            RefusalCheck.assertRefusal(more[i], 400, "InvalidRequest", "empty");
        }
    }

    private static ApiResponse send(byte[] xml) {
        return api.send(
                "POST", "/api/v1/ingest/xml", xml, "X-API-Key", booth.apiKey(), "Content-Type", "application/xml");
    }

    private static void assertImported(ApiResponse response) {
        assertThat(response.status()).as("%s", response).isEqualTo(200);
        assertThat(response.body().get("imported")).isEqualTo(IMPORTED.get("imported"));
        assertThat(response.body().get("warnings")).isNotEmpty();
    }
}
