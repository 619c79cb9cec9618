package org.gatecast.http.spectators;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The image of an event: the organiser's if there is one or if the organiser removed it, else the export's. */
class ExportImageIT {
    private static final String OWN = "/api/v1/admin/events/TEST";
    private static final String PUBLIC = "/api/v1/events/TEST";
    private static final String FIRST = "GIF89a first";
    private static final String SECOND = "GIF89a second";
    private static final String PNG = "\u0089PNG\r\n\u001a\n of the organiser";

    @RegisterExtension
    final TestServer server = TestServer.with("http.image-limit-bytes", "1024");

    private ApiClient api;
    private BoothClient booth;

    @BeforeEach
    void anEventIsPublic() {
        api = server.api();
        booth = api.createEvent("TEST").imported(export(FIRST)).through("startlist");
    }

    @Test
    void theExportsImageIsShownIfTheOrganiserGaveNoneAndItsRepetitionChangesNothing() {
        String address = imageUrl();
        assertThat(image()).isEqualTo(FIRST);
        assertThat(held()).isEqualTo(json("[]"));

        booth.imported(export(FIRST));
        assertThat(imageUrl()).isEqualTo(address);
        assertThat(lastOutcome()).isEqualTo("unchanged");

        server.restart();
        api = server.api();
        booth = new BoothClient(api, "TEST", booth.apiKey());
        booth.imported(export(FIRST));
        assertThat(lastOutcome()).as("after a restart too").isEqualTo("unchanged");
        assertThat(image()).isEqualTo(FIRST);
    }

    @Test
    void anotherImageGetsAnotherAddressWhichIsSentToSpectators() {
        String address = imageUrl();
        SpectatorClient spectator = server.watch("TEST");
        booth.imported(export(SECOND));
        assertThat(image()).isEqualTo(SECOND);
        assertThat(imageUrl()).isNotEqualTo(address);
        spectator.await(
                "the new image's address",
                message -> message.type().equals("full")
                        && message.data().at("/event/imageUrl").asText().equals(imageUrl()));
    }

    @Test
    void anImageMissingFromTheNextExportIsRemoved() {
        booth.imported(export(null));
        assertThat(imageUrl()).isNull();
        assertThat(api.get(PUBLIC + "/image").status()).isEqualTo(404);
    }

    @Test
    void theOrganisersImageSurvivesImportsUntilItIsReleased() {
        edit("{'imageData': '" + base64(PNG) + "'}");
        assertThat(held()).isEqualTo(json("['image']"));
        booth.imported(export(SECOND));
        assertThat(image()).isEqualTo(PNG);

        edit("{'fromExport': ['image']}");
        assertThat(image()).as("until the next export").isEqualTo(PNG);
        booth.imported(export(SECOND));
        assertThat(image()).isEqualTo(SECOND);
        assertThat(held()).isEqualTo(json("[]"));
    }

    @Test
    void anImageRemovedByTheOrganiserStaysRemoved() {
        edit("{'imageData': null}");
        assertThat(held()).isEqualTo(json("['image']"));
        booth.imported(export(FIRST)).imported(export(SECOND));
        assertThat(imageUrl()).isNull();
    }

    @Test
    void anImageOfTheCreateCallIsTheOrganisers() {
        api.createEvent(json("{'eventId': 'OTHER', 'mainTitle': 'x', 'imageData': '" + base64(PNG) + "'}"))
                .imported(export(FIRST))
                .through("startlist");
        assertThat(new String(api.get("/api/v1/events/OTHER/image").bytes().getBytes(), ISO_8859_1))
                .isEqualTo(PNG);
    }

    @Test
    void anUnusableImageIsSkippedWithAWarning() {
        booth.imported(export("GIF89a".repeat(200)));
        assertThat(imageUrl()).isNull();
        assertThat(newestIngest().get("warnings").get(0).asText())
                .startsWith("1 × images that cannot be shown, left out: ReportImageLeft of more than 1024 bytes");
    }

    /** @param image {@code null} for none */
    private String export(String image) {
        String export = ExportXml.small(server.clock().today()).toString();
        return image == null
                ? export
                : export.replace("</Events>", "<ReportImageLeft>" + base64(image) + "</ReportImageLeft></Events>");
    }

    private void edit(String edit) {
        ApiResponse response = api.patch(OWN, json(edit), "X-API-Key", booth.apiKey());
        assertThat(response.status()).as("%s", response).isEqualTo(200);
    }

    private JsonNode held() {
        return api.get(OWN, "X-API-Key", booth.apiKey()).body().get("held");
    }

    private String imageUrl() {
        return api.get(PUBLIC).body().get("event").get("imageUrl").textValue();
    }

    private String image() {
        return new String(api.get(imageUrl()).bytes().getBytes(), ISO_8859_1);
    }

    private String lastOutcome() {
        return newestIngest().get("outcome").asText();
    }

    private JsonNode newestIngest() {
        return api.get(OWN + "/ingests", "X-API-Key", booth.apiKey())
                .body()
                .get("ingests")
                .get(0);
    }

    private static String base64(String content) {
        return Base64.getEncoder().encodeToString(content.getBytes(ISO_8859_1));
    }
}
