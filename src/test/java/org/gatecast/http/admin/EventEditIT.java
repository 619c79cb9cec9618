package org.gatecast.http.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The organiser's edits of an event, next to what exports say. */
class EventEditIT {
    private static final String OWN = "/api/v1/admin/events/TEST";
    private static final String PUBLIC = "/api/v1/events/TEST";
    private static final String PNG = image("\u0089PNG\r\n\u001a\n first");
    private static final String OTHER_PNG = image("\u0089PNG\r\n\u001a\n second");
    private static final String GIF = image("GIF89a");
    private static final String[] MASTER = {"X-Master-Key", "password"};

    @RegisterExtension
    final TestServer server =
            TestServer.with("security.master-passwords", "password", "http.image-limit-bytes", "1024");

    private ApiClient api;
    private BoothClient booth;
    private RefusalCheck refusals;
    private String export;

    @BeforeEach
    void anEventIsPublic() {
        api = server.api();
        refusals = new RefusalCheck(api.asMaster("password"));
        export = ExportXml.small(server.clock().today()).toString();
        booth = api.asMaster("password").createEvent("TEST").imported(export).through("startlist");
    }

    @Test
    void everyDetailMayBeEditedWithEitherKey() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("mainTitle", "Title");
        texts.put("subTitle", "Second title");
        texts.put("location", "Troja");
        texts.put("facility", "Upper course");
        texts.put("startDate", "2026-06-19");
        texts.put("endDate", "2026-06-22T18:00:00+02:00");
        texts.put("discipline", "Kayak cross");
        JsonNode all = ApiClient.MAPPER.valueToTree(texts);
        ApiResponse edited = api.patch(OWN, all, "X-API-Key", booth.apiKey());
        assertThat(edited.status()).as("%s", edited).isEqualTo(200);
        assertThat(api.get(OWN, "X-API-Key", booth.apiKey()).body()).isEqualTo(edited.body());
        JsonNode event = api.get(PUBLIC).body().get("event");
        texts.forEach((field, text) -> {
            assertThat(edited.body().get(field).asText()).isEqualTo(text);
            assertThat(event.get(field).asText()).isEqualTo(text);
        });
        assertThat(edited.body().get("validity"))
                .isEqualTo(json("{'validFrom': '2026-06-09T00:00:00Z', 'validUntil': '2026-06-27T16:00:00Z'}"));
        assertThat(api.patch(OWN, json("{'subTitle': null, 'mainTitle': 'By the master'}"), MASTER)
                        .body()
                        .get("subTitle")
                        .isNull())
                .isTrue();
        assertThat(api.get(PUBLIC).body().get("event").get("mainTitle").asText())
                .isEqualTo("By the master");
    }

    @Test
    void editedFieldsSurviveImportsUntilTheyAreReleased() {
        edit("{'location': 'Troja', 'subTitle': null}");
        booth.imported(export.replace("Middle course", "Lower course"));
        JsonNode own = own();
        assertThat(own.get("location").asText()).isEqualTo("Troja");
        assertThat(own.get("subTitle").isNull()).isTrue();
        assertThat(own.get("facility").asText()).isEqualTo("Lower course");
        assertThat(own.get("held")).isEqualTo(json("['subTitle', 'location']"));

        server.restart();
        api = server.api();
        booth = new BoothClient(api, "TEST", booth.apiKey());
        assertThat(own()).isEqualTo(own);

        edit("{'fromExport': ['location']}");
        assertThat(own().get("location").asText()).isEqualTo("Troja");
        assertThat(own().get("held")).isEqualTo(json("['subTitle']"));
        booth.imported(export);
        assertThat(own().get("location").asText()).isEqualTo("Veltrusy");
        assertThat(own().get("subTitle").isNull()).isTrue();
        assertThat(own().get("mainTitle").asText()).isEqualTo("Test of TEST");
    }

    @Test
    void visibleEditsAreSentToSpectators() {
        SpectatorClient spectator = server.watch("TEST");
        edit("{'mainTitle': 'New title'}");
        JsonNode diff = spectator
                .await(
                        "the new title",
                        message -> message.type().equals("full")
                                && message.data()
                                        .path("event")
                                        .path("mainTitle")
                                        .asText()
                                        .equals("New title"))
                .data();
        assertThat(diff.get("event")).isEqualTo(api.get(PUBLIC).body().get("event"));
        int before = spectator.messages().size();
        edit("{'mainTitle': 'New title'}");
        edit("{'fromExport': ['location']}");
        edit("{'mainTitle': 'Newer title'}");
        spectator.await(
                "the newer title",
                message ->
                        message.data().path("event").path("mainTitle").asText().equals("Newer title"));
        assertThat(spectator.messages()).hasSize(before + 1);
    }

    @Test
    void anImageIsSetReplacedAndRemoved() {
        assertThat(imageUrl()).isNull();
        edit("{'imageData': '%s'}".formatted(PNG));
        String first = imageUrl();
        assertThat(api.get(first).bytes().getBytes())
                .isEqualTo(Base64.getDecoder().decode(PNG));

        edit("{'imageData': 'data:image/png;base64,%s'}".formatted(OTHER_PNG));
        String second = imageUrl();
        assertThat(second).isNotEqualTo(first);
        for (String address : List.of(first, second, PUBLIC + "/image")) {
            assertThat(api.get(address).bytes().getBytes())
                    .isEqualTo(Base64.getDecoder().decode(OTHER_PNG));
        }
        edit("{'imageData': '%s'}".formatted(GIF));
        assertThat(api.get(imageUrl()).header("Content-Type")).isEqualTo("image/gif");
        assertThat(own().get("hasImage").asBoolean()).isTrue();

        server.restart();
        api = server.api();
        booth = new BoothClient(api, "TEST", booth.apiKey());
        assertThat(api.get(imageUrl()).header("Content-Type")).isEqualTo("image/gif");

        edit("{'imageData': null}");
        assertThat(imageUrl()).isNull();
        assertThat(api.get(PUBLIC + "/image").status()).isEqualTo(404);
        assertThat(own().get("hasImage").asBoolean()).isFalse();
        edit("{'imageData': null}");
    }

    @Test
    void anOrganiserSeesTheImageOfADraft() {
        booth.through("draft");
        edit("{'imageData': '%s'}".formatted(PNG));
        assertThat(api.get(PUBLIC + "/image").status()).isEqualTo(404);
        ApiResponse image = api.get(OWN + "/image", "X-API-Key", booth.apiKey());
        assertThat(image.header("Content-Type")).isEqualTo("image/png");
        assertThat(image.bytes().getBytes()).isEqualTo(Base64.getDecoder().decode(PNG));
    }

    @Test
    void invalidEditsAreRefused() {
        Map<String, String> refused = new LinkedHashMap<>();
        refused.put("{'mainTitle': null}", "mainTitle");
        refused.put("{'mainTitle': ' '}", "mainTitle");
        refused.put("{'mainTitle': 7}", "mainTitle");
        refused.put("{'eventId': 'OTHER'}", "eventId is unknown");
        refused.put("{'colour': 'blue'}", "colour is unknown");
        refused.put("{'startDate': 'tomorrow'}", "startDate");
        refused.put("{'startDate': '2026-06-21'}", "endDate must not be before startDate");
        refused.put("{'location': 'Troja', 'fromExport': ['location']}", "fromExport names location");
        refused.put("{'fromExport': ['mainTitle']}", "fromExport");
        refused.put("{'imageData': 'bm8gaW1hZ2U='}", "imageData");
        refused.put("{'location': '%s'}".formatted("x".repeat(201)), "location");
        refused.forEach((body, says) -> refusals.assertRefused(
                400, "InvalidRequest", says, () -> api.patch(OWN, json(body), "X-API-Key", booth.apiKey())));
        String large = image("GIF89a" + "x".repeat(1024));
        refusals.assertRefused(
                413,
                "PayloadTooLarge",
                "imageData",
                () -> api.patch(OWN, json("{'imageData': '%s'}".formatted(large)), "X-API-Key", booth.apiKey()));
    }

    @Test
    void onlyTheEventsOwnKeyAndAMasterMayEdit() {
        BoothClient other = api.asMaster("password").createEvent("OTHER");
        JsonNode body = json("{'location': 'Troja'}");
        refusals.assertRefused(401, "Unauthorized", "needs", () -> api.patch(OWN, body));
        refusals.assertRefused(401, "Unauthorized", "wrong", () -> api.patch(OWN, body, "X-Master-Key", "x"));
        refusals.assertRefused(401, "Unauthorized", "another", () -> api.patch(OWN, body, "X-API-Key", other.apiKey()));
        refusals.assertRefused(404, "NotFound", "NONE", () -> api.patch("/api/v1/admin/events/NONE", body, MASTER));
    }

    @Test
    void anOfficialEventCannotBeEdited() {
        booth.through("running", "finished", "official");
        for (String body : List.of("{'mainTitle': 'Other'}", "{'imageData': '%s'}".formatted(GIF))) {
            refusals.assertRefused(403, "Forbidden", "official", () -> api.patch(OWN, json(body), MASTER));
        }
    }

    private void edit(String body) {
        ApiResponse response = api.patch(OWN, json(body), "X-API-Key", booth.apiKey());
        assertThat(response.status()).as("%s", response).isEqualTo(200);
    }

    private JsonNode own() {
        return api.get(OWN, "X-API-Key", booth.apiKey()).body();
    }

    private String imageUrl() {
        return api.get(PUBLIC).body().get("event").get("imageUrl").asText(null);
    }

    private static String image(String bytes) {
        return Base64.getEncoder().encodeToString(bytes.getBytes(ISO_8859_1));
    }
}
