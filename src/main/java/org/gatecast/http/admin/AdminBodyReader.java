package org.gatecast.http.admin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.gatecast.bus.ConfigPatch;
import org.gatecast.bus.EventPatch;
import org.gatecast.http.admin.BodyDeserializers.FieldDeserializer;
import org.gatecast.http.admin.BodyDeserializers.UnknownFields;
import org.gatecast.http.admin.BodyDeserializers.ValueDeserializer;
import org.gatecast.http.admin.BodyDeserializers.ValueReader;
import org.gatecast.ingest.Base64Image;
import org.gatecast.ingest.IsoDate;
import org.gatecast.ingest.JsonBody;
import org.gatecast.ingest.StrictJson;
import org.gatecast.model.Declaration;
import org.gatecast.model.DisplayMode;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Image;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;

/**
 * Binds the JSON bodies of admin requests to records. All methods refuse with {@code InvalidRequest}, naming the field: values
 * of a wrong kind, repeated fields, and unknown fields of a body that changes something. Records check the rules between
 * fields in their constructors. Any thread; blocks for the first body, which loads the mapper.
 */
public final class AdminBodyReader {
    private static final int MAX_TEXT_CHARS = 200;

    private static final int MAX_GRACE_HOURS = 24 * 365;

    private static final int MAX_PROTEST_MINUTES = 24 * 60;

    private final int imageLimitBytes;
    private JsonMapper mapper;

    /** The body of {@code PATCH /api/v1/admin/events/{eventId}/status}. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record StatusBody(EventStatus status) {
        StatusBody {
            BodyChecks.require(status != null, "status is required");
        }
    }

    /** The body of {@code PUT /api/v1/admin/events/{eventId}/races/{raceId}/status}. */
    record RaceStatusBody(Declaration status, Instant protestUntil) {
        RaceStatusBody {
            BodyChecks.require(status != null, "status is required");
            BodyChecks.require(
                    protestUntil == null || status == Declaration.PROVISIONAL,
                    "protestUntil is for provisional results only");
        }
    }

    /** The body of {@code PUT /api/v1/admin/events/{eventId}/races/{raceId}/weather}; an empty text removes it. */
    record WeatherBody(Field<String> text) {
        WeatherBody {
            BodyChecks.require(text.given(), "text is required; an empty one removes what is there");
        }
    }

    /** The body of {@code POST /api/v1/admin/events/{eventId}/key}; whole hours in JSON. */
    record KeyBody(Duration graceHours) {}

    /**
     * @param imageLimitBytes the largest decoded image; a larger one is refused with {@code PayloadTooLarge}
     */
    public AdminBodyReader(int imageLimitBytes) {
        this.imageLimitBytes = imageLimitBytes;
    }

    public EventBody newEvent(byte[] json) {
        return read(json, EventBody.class);
    }

    /**
     * @param now the event's details; edited dates must fit them
     * @param own the organiser's dates; edited dates must fit them, too
     */
    public EventPatch edit(byte[] json, EventDetails now, OrganiserDates own) {
        return read(json, EventEditBody.class).patch(now, own);
    }

    public EventStatus status(byte[] json) {
        return read(json, StatusBody.class).status();
    }

    /** The store checks that the protest time is near. */
    RaceStatusBody raceStatus(byte[] json) {
        return read(json, RaceStatusBody.class);
    }

    WeatherBody weather(byte[] json) {
        return read(json, WeatherBody.class);
    }

    /** The store checks that the active race exists. */
    public ConfigPatch config(byte[] json) {
        return read(json, ConfigPatch.class);
    }

    /** A webhook's address, types and whether it is enabled. */
    WebhookBody webhook(byte[] json) {
        return read(json, WebhookBody.class);
    }

    /**
     * How long the replaced keys, or a replaced secret, stay valid.
     *
     * @param json may be empty
     * @param usual the time if the body names none
     */
    public Duration grace(byte[] json, Duration usual) {
        if (json.length == 0) {
            return usual;
        }
        Duration grace = read(json, KeyBody.class).graceHours();
        return grace == null ? usual : grace;
    }

    private <T> T read(byte[] json, Class<T> type) {
        return JsonBody.read(json, body -> body.bind(mapper().reader(), type));
    }

    private synchronized JsonMapper mapper() {
        if (mapper == null) {
            mapper = JsonMapper.builder()
                    .disable(DeserializationFeature.WRAP_EXCEPTIONS)
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .addHandler(new UnknownFields())
                    .addModule(values())
                    .build();
        }
        return mapper;
    }

    private SimpleModule values() {
        SimpleModule module = new SimpleModule();
        module.addDeserializer(Field.class, new FieldDeserializer());
        add(module, String.class, json -> json.text(MAX_TEXT_CHARS));
        add(module, Boolean.class, StrictJson::flag);
        add(module, DateText.class, DateText::read);
        add(module, Image.class, json -> Base64Image.read(json, imageLimitBytes));
        add(module, EventId.class, EventBody::readEventId);
        add(module, RaceId.class, AdminBodyReader::raceId);
        add(module, EventStatus.class, json -> json.choice(EventStatus.values(), EventStatus::json));
        add(module, DisplayMode.class, json -> json.choice(DisplayMode.values(), DisplayMode::json));
        add(module, MergeStrategy.class, json -> json.choice(MergeStrategy.values(), MergeStrategy::json));
        add(module, Declaration.class, json -> json.choice(Declaration.values(), Declaration::json));
        add(module, Instant.class, AdminBodyReader::instant);
        add(module, Integer.class, json -> json.wholeNumber(1, MAX_PROTEST_MINUTES));
        add(module, Duration.class, AdminBodyReader::hours);
        add(module, Set.class, EventEditBody::readDetailFields);
        add(module, WebhookBody.Url.class, WebhookBody.Url::read);
        add(module, WebhookBody.Types.class, WebhookBody.Types::read);
        return module;
    }

    private static <T> void add(SimpleModule module, Class<T> type, ValueReader<? extends T> reader) {
        module.addDeserializer(type, new ValueDeserializer<>(type, reader));
    }

    private static RaceId raceId(StrictJson json) throws IOException {
        String text = json.text(MAX_TEXT_CHARS);
        return text == null ? null : new RaceId(text);
    }

    private static Instant instant(StrictJson json) throws IOException {
        String text = json.text(MAX_TEXT_CHARS);
        if (text == null) {
            return null;
        }
        IsoDate date = IsoDate.of(text);
        if (date == null || date.offset() == null) {
            throw json.refuse("must be an ISO 8601 time with an offset, like 2026-11-20T14:25:00+01:00, not "
                    + json.quotedText());
        }
        return date.local().toInstant(date.offset());
    }

    private static Duration hours(StrictJson json) throws IOException {
        Integer hours = json.wholeNumber(0, MAX_GRACE_HOURS);
        return hours == null ? null : Duration.ofHours(hours);
    }
}
