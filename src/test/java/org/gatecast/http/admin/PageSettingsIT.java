package org.gatecast.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The settings of the pages reach them over REST and in the first message. */
class PageSettingsIT {
    @RegisterExtension
    final TestServer server = TestServer.with();

    @Test
    void settingsOfADraftAreShownOnceTheEventIsPublic() {
        BoothClient booth = server.api()
                .createEvent("TEST")
                .imported(ExportXml.small(server.clock().today()).toString());
        booth.configure(json("{'activeRaceId': 'K1M_BR2', 'displayMode': 'simple', 'showOnCourse': false,"
                + " 'mergeStrategy': 'xml'}"));
        booth.through("startlist");

        JsonNode event = server.api().event("TEST").body().get("event");

        assertThat(event.get("activeRaceId").asText()).isEqualTo("K1M_BR2");
        assertThat(event.get("displayMode").asText()).isEqualTo("simple");
        assertThat(event.get("showOnCourse")).isEqualTo(json("false"));
        assertThat(event.has("mergeStrategy")).isFalse();
        assertThat(server.watch("TEST").messages().get(0).data().get("event")).isEqualTo(event);
    }

    @Test
    void settingsOfARunningEventReachSpectatorsAtOnce() {
        BoothClient booth = server.api()
                .createEvent("TEST")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("running");
        SpectatorClient spectator = server.watch("TEST");

        assertThat(booth.configure(json("{'displayMode': 'simple', 'showOnCourse': false}"))
                        .status())
                .isEqualTo(200);

        spectator.await(
                "the settings",
                message -> message.data().at("/event/displayMode").asText().equals("simple"));
        assertThat(server.api().event("TEST").body().at("/event/showOnCourse")).isEqualTo(json("false"));
    }

    @Test
    void ridersOnCourseAreSentEvenIfThePagesHideThem() {
        BoothClient booth = server.api()
                .createEvent("TEST")
                .imported(ExportXml.small(server.clock().today()).toString());
        booth.configure(json("{'showOnCourse': false}"));
        booth.through("startlist", "running");

        booth.oncourse(json("{'oncourse': [{'participantId': '1.K1M', 'raceId': 'K1M_BR1', 'bib': 1}]}"));

        assertThat(server.api().oncourse("TEST").body().get("oncourse")).hasSize(1);
    }
}
