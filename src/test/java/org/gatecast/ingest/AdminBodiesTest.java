package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.SampleExports.json;
import static org.gatecast.ingest.SampleExports.refusal;

import java.time.Duration;
import org.gatecast.bus.ConfigPatch;
import org.gatecast.bus.EventPatch;
import org.gatecast.model.DetailField;
import org.gatecast.model.DisplayMode;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventStatus;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What organisers send to change an event: its status, settings, details and keys. */
class AdminBodiesTest {
    private static final EventDetails DETAILS =
            new EventDetails("Title", "Sub", "Here", null, "2026-06-20", "2026-06-20", null);
    private static final int LIMIT = 1024;

    @ParameterizedTest
    @EnumSource(EventStatus.class)
    void everyStateCanBeAskedFor(EventStatus status) {
        assertThat(StatusBody.parse(json("{'status': '" + status.json() + "', 'by': 'me'}")))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {}                    | status is required
            {'status': null}      | status is required
            {'status': 'Running'} | status must be one of draft, startlist, running, finished, official, not "Running"
            {'status': 1}         | status must be text, not a number
            """)
    void anythingButAStateIsRefused(String body, String message) {
        assertThat(refusal(() -> StatusBody.parse(json(body)))).isEqualTo(message);
    }

    @Test
    void aPatchSaysOnlyWhatItNames() {
        assertThat(ConfigBody.parse(json("{'mergeStrategy': 'latest', 'activeRaceId': null}")))
                .isEqualTo(new ConfigPatch(
                        Field.of(null), Field.absent(), Field.absent(), Field.of(MergeStrategy.LATEST)));
        assertThat(ConfigBody.parse(json("{'activeRaceId': 'R1', 'displayMode': 'detailed', 'showOnCourse': false}")))
                .isEqualTo(new ConfigPatch(
                        Field.of(new RaceId("R1")), Field.of(DisplayMode.DETAILED), Field.of(false), Field.absent()));
        assertThat(ConfigBody.parse(json("{}")).isMergeStrategyAlone()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {'mergeStategy': 'xml'}    | mergeStategy is no setting; there are activeRaceId, displayMode, showOnCourse, mergeStrategy
            {'mergeStrategy': 'XML'}   | mergeStrategy must be one of tcp, xml, latest, not "XML"
            {'displayMode': true}      | displayMode must be text, not true or false
            {'displayMode': 'full'}    | displayMode must be one of simple, detailed, not "full"
            {'showOnCourse': 'yes'}    | showOnCourse must be true or false, not text
            {'showOnCourse': 1}        | showOnCourse must be true or false, not a number
            {'activeRaceId': 7}        | activeRaceId must be text, not a number
            []                         | the body must be an object, not a list
            """)
    void whatIsNoSettingOrNoValueOfItIsRefused(String body, String message) {
        assertThat(refusal(() -> ConfigBody.parse(json(body)))).isEqualTo(message);
    }

    @Test
    void anEditSaysOnlyWhatItNames() {
        EventPatch patch = EventEditBody.parse(
                json("{'mainTitle': ' New ', 'subTitle': null, 'endDate': '2026-06-21', 'fromExport': ['location']}"),
                DETAILS,
                OrganiserDates.NONE,
                LIMIT);
        assertThat(patch.mainTitle()).isEqualTo(Field.of("New"));
        assertThat(patch.image()).isEqualTo(Field.absent());
        assertThat(patch.fromExport()).containsExactly(DetailField.LOCATION);
        assertThat(patch.applyTo(DETAILS))
                .isEqualTo(new EventDetails("New", null, "Here", null, "2026-06-20", "2026-06-21", null));
        assertThat(EventEditBody.parse(json("{}"), DETAILS, OrganiserDates.NONE, LIMIT)
                        .applyTo(DETAILS))
                .isEqualTo(DETAILS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {'mainTitle': ''}                                | mainTitle must not be empty; an event needs a title
            {'maintitle': 'x'}                               | maintitle cannot be edited; there are mainTitle, subTitle, location, facility, startDate, endDate, discipline, imageData, fromExport
            {'endDate': '2026-06-19'}                        | endDate must not be before startDate
            {'fromExport': ['title']}                        | fromExport[0] must be one of subTitle, location, facility, startDate, endDate, discipline, image, not "title"
            {'fromExport': [null]}                           | fromExport[0] must be one of subTitle, location, facility, startDate, endDate, discipline, image
            {'image': 'x'}                                   | image cannot be edited; there are mainTitle, subTitle, location, facility, startDate, endDate, discipline, imageData, fromExport
            {'imageData': null, 'fromExport': ['image']}    | fromExport names image, which the same call sets
            {'location': 'x', 'fromExport': ['location']}    | fromExport names location, which the same call sets
            {'imageData': 7}                                 | imageData must be text, not a number
            """)
    void whatCannotBeEditedIsRefused(String body, String message) {
        assertThat(refusal(() -> EventEditBody.parse(json(body), DETAILS, OrganiserDates.NONE, LIMIT)))
                .isEqualTo(message);
    }

    @Test
    void anEditDoesNotMindDatesThatAnExportMadeUp() {
        EventDetails odd = DETAILS.with(DetailField.END_DATE, "next Sunday");
        assertThat(EventEditBody.parse(json("{'startDate': '2026-06-22'}"), odd, OrganiserDates.NONE, LIMIT)
                        .texts())
                .containsOnlyKeys(DetailField.START_DATE);
    }

    @Test
    void anEditedDateFitsWhatTheOrganiserGaveBeforeExportsShowedOtherDates() {
        OrganiserDates own = new OrganiserDates("2026-11-20", "2026-11-22");
        assertThat(refusal(() -> EventEditBody.parse(json("{'endDate': '2026-06-21'}"), DETAILS, own, LIMIT)))
                .isEqualTo("endDate must not be before startDate as the organiser gave it, 2026-11-20");
        EventPatch both =
                EventEditBody.parse(json("{'startDate': '2026-06-20', 'endDate': '2026-06-21'}"), DETAILS, own, LIMIT);
        assertThat(both.applyTo(own)).isEqualTo(new OrganiserDates("2026-06-20", "2026-06-21"));
        assertThat(EventEditBody.parse(json("{'startDate': null, 'fromExport': ['endDate']}"), DETAILS, own, LIMIT)
                        .applyTo(own))
                .isEqualTo(OrganiserDates.NONE);
        assertThat(EventEditBody.parse(json("{'location': 'x'}"), DETAILS, own, LIMIT)
                        .applyTo(own))
                .isEqualTo(own);
    }

    @Test
    void howLongOldKeysStayIsAsTheCallSaysOrAsUsual() {
        Duration usual = Duration.ofHours(7);
        assertThat(KeyBody.parse(new byte[0], usual)).isEqualTo(usual);
        assertThat(KeyBody.parse(json("{}"), usual)).isEqualTo(usual);
        assertThat(KeyBody.parse(json("{'graceHours': null}"), usual)).isEqualTo(usual);
        assertThat(KeyBody.parse(json("{'graceHours': 0}"), usual)).isZero();
        assertThat(KeyBody.parse(json("{'graceHours': 8760}"), usual)).isEqualTo(Duration.ofDays(365));
        assertThat(refusal(() -> KeyBody.parse(json("{'graceHours': 0.5}"), usual)))
                .startsWith("graceHours must be a");
        assertThat(refusal(() -> KeyBody.parse(json("{'hours': 1}"), usual)))
                .isEqualTo("hours is not understood here; there is graceHours");
    }
}
