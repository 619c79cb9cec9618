package org.gatecast.http.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.SampleExports.json;
import static org.gatecast.ingest.SampleExports.refusal;

import java.util.Arrays;
import java.util.Base64;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/v1/admin/events} (contract section 2). */
class EventBodyTest {
    private static final int LIMIT = 1000;
    private static final AdminBodyReader BODIES = new AdminBodyReader(LIMIT);

    @Test
    void anEventIsReadCompletely() {
        EventBody event = event(
                "'mainTitle': ' Jarní ', 'subTitle': 'Race 1', 'location': 'Praha', 'facility': 'Troja',"
                        + " 'startDate': '2026-11-20', 'endDate': '2026-11-21T18:00:00+01:00', 'discipline': 'Slalom', 'x': 1");

        assertThat(event.eventId()).isEqualTo(new EventId("E.1"));
        assertThat(event.details())
                .isEqualTo(new EventDetails(
                        "Jarní", "Race 1", "Praha", "Troja", "2026-11-20", "2026-11-21T18:00:00+01:00", "Slalom"));
        assertThat(event.imageData()).isNull();
    }

    @Test
    void onlyIdAndTitleAreRequired() {
        assertThat(event("'mainTitle': 'T', 'subTitle': null, 'startDate': ''").details())
                .isEqualTo(new EventDetails("T", null, null, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            'eventId': 'E'                               | mainTitle is required
            'eventId': 'E', 'mainTitle': '  '            | mainTitle is required
            'mainTitle': 'T'                             | eventId is required
            'eventId': null, 'mainTitle': 'T'            | eventId is required
            'eventId': 'a b'                             | eventId must be 1 to 100 of letters, digits, '.', '_', '-'
            'eventId': ''                                | eventId must be 1 to 100 of letters, digits, '.', '_', '-'
            'eventId': 5                                 | eventId must be text, not a number
            'eventId': 'E', 'mainTitle': 5               | mainTitle must be text, not a number
            'startDate': '20.11.2026'                    | startDate must be an ISO 8601 date, with or without time and offset, like 2026-11-20 or 2026-11-20T09:15:00+01:00, not "20.11.2026"
            """)
    void aBadValueIsRefusedByItsName(String fields, String message) {
        // The quotes in the message about ids are the only ones that the JSON quoting must leave alone.
        assertThat(refusal(() -> BODIES.newEvent(json("{" + fields + "}")))).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mainTitle", "subTitle", "location", "facility", "discipline"})
    void textsAreBounded(String field) {
        assertThat(refusal(() -> BODIES.newEvent(json("{'" + field + "': '" + "x".repeat(201) + "'}"))))
                .isEqualTo(field + " must have at most 200 characters, not 201");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-31",
                "2026-1-1",
                "2026-11-20 10:00",
                "2026-11-20T25:00",
                "0026-11-20",
                "+12026-11-20T00:00:00Z",
                "tomorrow"
            })
    void aDateThatIsNoneIsRefused(String date) {
        assertThat(refusal(() -> event("'mainTitle': 'T', 'endDate': '" + date + "'")))
                .startsWith("endDate must be an ISO 8601 date");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, 2026-11-20",
        "2026-11-20T10:00:00, 2026-11-20",
        "2026-11-20T10:00:00+01:00, 2026-11-20T09:00:00Z",
        "2026-11-20T10:00, 2026-11-20T10:00",
        "2026-11-20T10:00:00+01:00, 2026-11-20T10:00"
    })
    void anEventMayEndWhenItStarts(String start, String end) {
        assertThat(event("'mainTitle': 'T', 'startDate': '" + start + "', 'endDate': '" + end + "'")
                        .details()
                        .endDate())
                .isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, 2026-11-19",
        "2026-11-20T10:00:00, 2026-11-20T09:59:59",
        "2026-11-20T10:00:00+01:00, 2026-11-20T08:59:59Z",
        "2026-11-20T10:00:00Z, 2026-11-20T09:00"
    })
    void anEventMustNotEndBeforeItStarts(String start, String end) {
        assertThat(refusal(() -> event("'mainTitle': 'T', 'endDate': '" + end + "', 'startDate': '" + start + "'")))
                .isEqualTo("endDate must not be before startDate");
    }

    @ParameterizedTest
    @CsvSource({
        "image/png, '\u0089PNG\r\n\u001a\n'",
        "image/jpeg, '\u00ff\u00d8\u00ff\u00e0'",
        "image/gif, GIF89a",
        "image/gif, GIF87a",
        "image/webp, RIFF1234WEBPVP8"
    })
    void theBytesSayWhatAnImageIs(String mediaType, String start) {
        byte[] bytes = Arrays.copyOf(start.getBytes(ISO_8859_1), 100);

        assertThat(image(base64(bytes)).imageData().mediaType()).isEqualTo(mediaType);
        assertThat(image(base64(bytes)).imageData().bytes()).isEqualTo(bytes);
        assertThat(image("DATA:" + mediaType + ";base64," + base64(bytes))
                        .imageData()
                        .bytes())
                .isEqualTo(bytes);
    }

    @Test
    void jpgIsJpeg() {
        assertThat(image("data:image/jpg;base64," + base64("\u00ff\u00d8\u00ff"))
                        .imageData()
                        .mediaType())
                .isEqualTo("image/jpeg");
    }

    @Test
    void noImageIsNone() {
        assertThat(image("").imageData()).isNull();
        assertThat(event("'mainTitle': 'T', 'imageData': null").imageData()).isNull();
    }

    @Test
    void anImageThatIsNotWhatItClaimsIsRefused() {
        String gif = base64("GIF89a....");

        assertThat(refusal(() -> image("data:image/png;base64," + gif)))
                .isEqualTo("imageData is declared as \"image/png\" but its content is image/gif");
        assertThat(refusal(() -> image("data:text/html;base64," + gif)))
                .isEqualTo("imageData is declared as \"text/html\" but its content is image/gif");
        assertThat(refusal(() -> image("data:image/gif," + gif)))
                .isEqualTo("imageData must be base64 or a data:image/…;base64, URI");
        assertThat(refusal(() -> image("not base64!"))).isEqualTo("imageData is not valid base64");
        assertThat(refusal(() -> image("data:image/gif;base64,R0lGO*"))).isEqualTo("imageData is not valid base64");
        assertThat(refusal(() -> BODIES.newEvent(json("{'imageData': 7}"))))
                .isEqualTo("imageData must be text, not a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<svg xmlns='http://www.w3.org/2000/svg'/>", "<html>", "BM......", "GIF"})
    void svgAndWhatIsNotRecognisedIsRefused(String content) {
        assertThat(refusal(() -> image(base64(content)))).isEqualTo("imageData must be a PNG, JPEG, GIF or WebP image");
        assertThat(refusal(() -> image("data:image/svg+xml;base64," + base64(content))))
                .isEqualTo("imageData must be a PNG, JPEG, GIF or WebP image");
    }

    @Test
    void theImageLimitIsExactAndCountsDecodedBytes() {
        for (int size = LIMIT - 3; size <= LIMIT + 3; size++) {
            String data = base64(Arrays.copyOf("GIF89a".getBytes(ISO_8859_1), size));
            if (size <= LIMIT) {
                assertThat(image(data).imageData().bytes()).hasSize(size);
            } else {
                assertThat(refusal(ErrorCode.PayloadTooLarge, () -> image(data)))
                        .isEqualTo("imageData must decode to at most 1000 bytes");
            }
        }
        assertThat(refusal(ErrorCode.PayloadTooLarge, () -> image("A".repeat(1_000_000))))
                .contains("at most 1000 bytes");
    }

    private static EventBody event(String fields) {
        return BODIES.newEvent(json("{'eventId': 'E.1', " + fields + "}"));
    }

    private static EventBody image(String data) {
        return event("'mainTitle': 'T', 'imageData': '" + data + "'");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static String base64(String content) {
        return base64(content.getBytes(ISO_8859_1));
    }
}
