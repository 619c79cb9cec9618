package org.gatecast.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.SampleExports.json;
import static org.gatecast.ingest.SampleExports.refusal;

import java.time.Duration;
import java.time.Instant;
import org.gatecast.bus.ConfigPatch;
import org.gatecast.bus.EventPatch;
import org.gatecast.http.admin.AdminBodyReader.RaceStatusBody;
import org.gatecast.model.Declaration;
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
    private static final AdminBodyReader BODIES = new AdminBodyReader(LIMIT);

    @ParameterizedTest
    @EnumSource(EventStatus.class)
    void everyStateCanBeAskedFor(EventStatus status) {
        assertThat(BODIES.status(json("{'status': '" + status.json() + "', 'by': 'me'}")))
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
        assertThat(refusal(() -> BODIES.status(json(body)))).isEqualTo(message);
    }

    @Test
    void aDeclarationHasATimeWithAnOffset() {
        assertThat(BODIES.raceStatus(json("{'status': 'provisional', 'protestUntil': '2026-11-20T14:25:00+01:00'}")))
                .isEqualTo(new RaceStatusBody(Declaration.PROVISIONAL, Instant.parse("2026-11-20T13:25:00Z")));
        assertThat(BODIES.raceStatus(json("{'status': 'official', 'protestUntil': null}")))
                .isEqualTo(new RaceStatusBody(Declaration.OFFICIAL, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {}                                                  | status is required
            {'status': 'over'}                                  | status must be one of provisional, official, not "over"
            {'status': 'provisional', 'until': 1}               | until is unknown; the fields of this call are status, protestUntil
            {'status': 'provisional', 'protestUntil': 1425}     | protestUntil must be text, not a number
            {'status': 'provisional', 'protestUntil': '14:25'}  | protestUntil must be an ISO 8601 time with an offset, like 2026-11-20T14:25:00+01:00, not "14:25"
            {'status': 'provisional', 'protestUntil': '2026-11-20T14:25'} | protestUntil must be an ISO 8601 time with an offset, like 2026-11-20T14:25:00+01:00, not "2026-11-20T14:25"
            {'status': 'official', 'protestUntil': '2026-11-20T14:25:00Z'} | protestUntil is for provisional results only
            """)
    void anyOtherDeclarationIsRefused(String body, String message) {
        assertThat(refusal(() -> BODIES.raceStatus(json(body)))).isEqualTo(message);
    }

    @Test
    void theWeatherIsOneLineThatMayBeEmpty() {
        assertThat(BODIES.weather(json("{'text': ' sunny, 18 °C, water 12 m³/s '}"))
                        .text())
                .isEqualTo(Field.of("sunny, 18 °C, water 12 m³/s"));
        assertThat(BODIES.weather(json("{'text': '  '}")).text()).isEqualTo(Field.of(null));
        assertThat(BODIES.weather(json("{'text': null}")).text()).isEqualTo(Field.of(null));
        assertThat(BODIES.weather(json("{'text': '" + "x".repeat(200) + "'}")).text())
                .isEqualTo(Field.of("x".repeat(200)));
        assertThat(refusal(() -> BODIES.weather(json("{'text': '" + "x".repeat(201) + "'}"))))
                .isEqualTo("text must have at most 200 characters, not 201");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {}                        | text is required; an empty one removes what is there
            {'text': 18}              | text must be text, not a number
            {'text': 'dry', 'weather': 'sunny'} | weather is unknown; the fields of this call are text
            {'text': 'a\\nb'}         | text must not contain control characters or halves of characters
            """)
    void anyOtherWeatherIsRefused(String body, String message) {
        assertThat(refusal(() -> BODIES.weather(json(body)))).isEqualTo(message);
    }

    @Test
    void aPatchSaysOnlyWhatItNames() {
        assertThat(BODIES.config(json("{'mergeStrategy': 'latest', 'activeRaceId': null}")))
                .isEqualTo(new ConfigPatch(
                        Field.of(null),
                        Field.absent(),
                        Field.absent(),
                        Field.of(MergeStrategy.LATEST),
                        Field.absent()));
        assertThat(
                        BODIES.config(
                                json(
                                        "{'activeRaceId': 'R1', 'displayMode': 'detailed', 'showOnCourse': false, 'protestMinutes': 20}")))
                .isEqualTo(new ConfigPatch(
                        Field.of(new RaceId("R1")),
                        Field.of(DisplayMode.DETAILED),
                        Field.of(false),
                        Field.absent(),
                        Field.of(20)));
        assertThat(BODIES.config(json("{}")))
                .isEqualTo(new ConfigPatch(
                        Field.absent(), Field.absent(), Field.absent(), Field.absent(), Field.absent()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {'mergeStategy': 'xml'}    | mergeStategy is unknown; the fields of this call are activeRaceId, displayMode, showOnCourse, mergeStrategy, protestMinutes
            {'mergeStrategy': 'XML'}   | mergeStrategy must be one of tcp, xml, latest, not "XML"
            {'protestMinutes': 0}      | protestMinutes must be a whole number from 1 to 1440, not 0
            {'displayMode': true}      | displayMode must be text, not true or false
            {'displayMode': 'full'}    | displayMode must be one of simple, detailed, not "full"
            {'showOnCourse': 'yes'}    | showOnCourse must be true or false, not text
            {'showOnCourse': 1}        | showOnCourse must be true or false, not a number
            {'activeRaceId': 7}        | activeRaceId must be text, not a number
            []                         | the body must be an object, not a list
            """)
    void whatIsNoSettingOrNoValueOfItIsRefused(String body, String message) {
        assertThat(refusal(() -> BODIES.config(json(body)))).isEqualTo(message);
    }

    @Test
    void anEditSaysOnlyWhatItNames() {
        EventPatch patch = BODIES.edit(
                json("{'mainTitle': ' New ', 'subTitle': null, 'endDate': '2026-06-21', 'fromExport': ['location']}"),
                DETAILS,
                OrganiserDates.NONE);
        assertThat(patch.mainTitle()).isEqualTo(Field.of("New"));
        assertThat(patch.image()).isEqualTo(Field.absent());
        assertThat(patch.fromExport()).containsExactly(DetailField.LOCATION);
        assertThat(patch.applyTo(DETAILS))
                .isEqualTo(new EventDetails("New", null, "Here", null, "2026-06-20", "2026-06-21", null));
        assertThat(BODIES.edit(json("{}"), DETAILS, OrganiserDates.NONE).applyTo(DETAILS))
                .isEqualTo(DETAILS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {'mainTitle': ''}                                | mainTitle must not be empty; an event needs a title
            {'maintitle': 'x'}                               | maintitle is unknown; the fields of this call are mainTitle, subTitle, location, facility, startDate, endDate, discipline, imageData, fromExport
            {'endDate': '2026-06-19'}                        | endDate must not be before startDate
            {'fromExport': ['title']}                        | fromExport[0] must be one of subTitle, location, facility, startDate, endDate, discipline, image, not "title"
            {'fromExport': [null]}                           | fromExport[0] must be one of subTitle, location, facility, startDate, endDate, discipline, image
            {'image': 'x'}                                   | image is unknown; the fields of this call are mainTitle, subTitle, location, facility, startDate, endDate, discipline, imageData, fromExport
            {'imageData': null, 'fromExport': ['image']}    | fromExport names image, which the same call sets
            {'location': 'x', 'fromExport': ['location']}    | fromExport names location, which the same call sets
            {'imageData': 7}                                 | imageData must be text, not a number
            """)
    void whatCannotBeEditedIsRefused(String body, String message) {
        assertThat(refusal(() -> BODIES.edit(json(body), DETAILS, OrganiserDates.NONE)))
                .isEqualTo(message);
    }

    @Test
    void anEditDoesNotMindDatesThatAnExportMadeUp() {
        EventDetails odd = DETAILS.with(DetailField.END_DATE, "next Sunday");
        assertThat(BODIES.edit(json("{'startDate': '2026-06-22'}"), odd, OrganiserDates.NONE)
                        .texts())
                .containsOnlyKeys(DetailField.START_DATE);
    }

    @Test
    void anEditedDateFitsWhatTheOrganiserGaveBeforeExportsShowedOtherDates() {
        OrganiserDates own = new OrganiserDates("2026-11-20", "2026-11-22");
        assertThat(refusal(() -> BODIES.edit(json("{'endDate': '2026-06-21'}"), DETAILS, own)))
                .isEqualTo("endDate must not be before startDate as the organiser gave it, 2026-11-20");
        EventPatch both = BODIES.edit(json("{'startDate': '2026-06-20', 'endDate': '2026-06-21'}"), DETAILS, own);
        assertThat(both.applyTo(own)).isEqualTo(new OrganiserDates("2026-06-20", "2026-06-21"));
        assertThat(BODIES.edit(json("{'startDate': null, 'fromExport': ['endDate']}"), DETAILS, own)
                        .applyTo(own))
                .isEqualTo(OrganiserDates.NONE);
        assertThat(BODIES.edit(json("{'location': 'x'}"), DETAILS, own).applyTo(own))
                .isEqualTo(own);
    }

    @Test
    void howLongOldKeysStayIsAsTheCallSaysOrAsUsual() {
        Duration usual = Duration.ofHours(7);
        assertThat(BODIES.grace(new byte[0], usual)).isEqualTo(usual);
        assertThat(BODIES.grace(json("{}"), usual)).isEqualTo(usual);
        assertThat(BODIES.grace(json("{'graceHours': null}"), usual)).isEqualTo(usual);
        assertThat(BODIES.grace(json("{'graceHours': 0}"), usual)).isZero();
        assertThat(BODIES.grace(json("{'graceHours': 8760}"), usual)).isEqualTo(Duration.ofDays(365));
        assertThat(refusal(() -> BODIES.grace(json("{'graceHours': 0.5}"), usual)))
                .startsWith("graceHours must be a");
        assertThat(refusal(() -> BODIES.grace(json("{'hours': 1}"), usual)))
                .isEqualTo("hours is unknown; the fields of this call are graceHours");
    }
}
