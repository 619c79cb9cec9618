package org.gatecast.store.sql;

import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;
import org.gatecast.model.DetailField;
import org.gatecast.model.DisplayMode;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.gatecast.model.EventImage;
import org.gatecast.model.EventKeyRing;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Image;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.RaceId;
import org.gatecast.store.EventVersion;

/** The events and their images: the tables that all other tables refer to. */
final class EventTable {
    static final String INSERT =
            """
            INSERT INTO events (status, status_changed_at, has_xml_data, main_title, sub_title, location, facility,
                start_date, end_date, discipline, held_details, organiser_start_date, organiser_end_date,
                active_race_id, display_mode, show_on_course, merge_strategy, protest_minutes, event_id, api_key, generation,
                created_at, version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            RETURNING id""";

    /** Finds the event only at the generation and version from which the change starts. */
    static final String ADVANCE =
            "UPDATE events SET version = ? WHERE event_id = ? AND generation = ? AND version = ? RETURNING id";

    static final String RENEW =
            "UPDATE events SET generation = ? WHERE event_id = ? AND generation = ? AND version = ?";

    static final String UPDATE =
            """
            UPDATE events SET status = ?, status_changed_at = ?, has_xml_data = ?, main_title = ?, sub_title = ?,
                location = ?, facility = ?, start_date = ?, end_date = ?, discipline = ?, held_details = ?,
                organiser_start_date = ?, organiser_end_date = ?, active_race_id = ?, display_mode = ?, show_on_course = ?, merge_strategy = ?,
                protest_minutes = ?
            WHERE id = ?""";

    static final String IDS = "SELECT event_id FROM events ORDER BY id";

    static final String FIND = "SELECT event_id FROM events WHERE event_id = ?";

    /** Of any generation and version. */
    static final String SELECT_LAST_IMAGE =
            """
            SELECT media_type, bytes FROM event_images JOIN events ON events.id = event_images.event
            WHERE event_id = ?""";

    /** At any generation and version. */
    static final String DELETE_ANY = "DELETE FROM events WHERE event_id = ?";

    static final String SET_RESTORED = "UPDATE events SET restored_at = ? WHERE id = ?";

    /** Selects nothing if the event has changed since. */
    static final String CONFIRM = "SELECT id FROM events WHERE event_id = ? AND generation = ? AND version = ?";

    static final String DELETE = "DELETE FROM events WHERE event_id = ? AND generation = ? AND version = ?";

    static final String VERSIONS = "SELECT event_id, generation, version FROM events ORDER BY id";

    private static final String COLUMNS =
            """
            SELECT id, status, status_changed_at, has_xml_data, main_title, sub_title, location, facility,
                start_date, end_date, discipline, held_details, organiser_start_date, organiser_end_date,
                active_race_id, display_mode, show_on_course, merge_strategy, protest_minutes, event_id, generation,
                created_at, events.version, media_type, event_images.version, event_images.digest
            FROM events LEFT JOIN event_images ON event_images.event = events.id
            """;

    static final String SELECT = COLUMNS + "ORDER BY id";

    static final String SELECT_ONE = COLUMNS + "WHERE event_id = ?";

    static final String DELETE_IMAGE = "DELETE FROM event_images WHERE event = ?";

    static final String INSERT_IMAGE =
            "INSERT INTO event_images (event, media_type, bytes, version, digest) VALUES (?, ?, ?, ?, ?)";

    static final String SELECT_IMAGE =
            """
            SELECT media_type, bytes FROM event_images JOIN events ON events.id = event_images.event
            WHERE event_id = ? AND generation = ? AND event_images.version = ?""";

    /** A row of {@link #SELECT}; {@code meta} has no keys yet. */
    record Stored(long id, EventMeta meta) {}

    /** A row of {@link #VERSIONS}. */
    record Versioned(EventId eventId, EventVersion version) {}

    private EventTable() {}

    static Tuple inserted(EventMeta meta) {
        return changeable(meta)
                .addString(meta.eventId().value())
                // An unused column that must be filled with a unique value.
                .addString(meta.eventId().value())
                .addString(meta.generation())
                .addLong(meta.createdAt().toEpochMilli())
                .addLong(meta.version());
    }

    static Tuple updated(long id, EventMeta meta) {
        return changeable(meta).addLong(id);
    }

    static Tuple advanced(EventMeta before, EventMeta after) {
        return Tuple.of(after.version(), before.eventId().value(), before.generation(), before.version());
    }

    static Tuple renewed(EventMeta last, String generation) {
        return Tuple.of(generation, last.eventId().value(), last.generation(), last.version());
    }

    /** For {@link #CONFIRM} and {@link #DELETE}. */
    static Tuple unchanged(EventMeta last) {
        return Tuple.of(last.eventId().value(), last.generation(), last.version());
    }

    private static Tuple changeable(EventMeta meta) {
        EventDetails details = meta.details();
        EventConfig config = meta.config();
        return Tuple.tuple()
                .addString(meta.status().json())
                .addLong(meta.statusChangedAt().toEpochMilli())
                .addBoolean(meta.hasXmlData())
                .addString(details.mainTitle())
                .addString(details.subTitle())
                .addString(details.location())
                .addString(details.facility())
                .addString(details.startDate())
                .addString(details.endDate())
                .addString(details.discipline())
                .addString(DetailField.listed(meta.organiserFields()))
                .addString(meta.organiserDates().startDate())
                .addString(meta.organiserDates().endDate())
                .addString(orNull(config.activeRaceId(), RaceId::value))
                .addString(orNull(config.displayMode(), DisplayMode::json))
                .addBoolean(config.showOnCourse())
                .addString(orNull(config.mergeStrategy(), MergeStrategy::json))
                .addInteger(config.protestMinutes());
    }

    static Stored read(RowReader row) {
        long id = row.number();
        EventStatus status = EventStatus.of(row.text());
        var statusChangedAt = row.instant();
        boolean hasXmlData = row.flag();
        var details =
                new EventDetails(row.text(), row.text(), row.text(), row.text(), row.text(), row.text(), row.text());
        var held = DetailField.set(row.text());
        var organiserDates = new OrganiserDates(row.text(), row.text());
        var config = new EventConfig(
                orNull(row.text(), RaceId::new),
                orNull(row.text(), DisplayMode::of),
                row.flag(),
                orNull(row.text(), MergeStrategy::of),
                row.integer());
        var eventId = new EventId(row.text());
        String generation = row.text();
        var createdAt = row.instant();
        long version = row.number();
        String imageType = row.text();
        EventImage image = imageType == null ? null : new EventImage(imageType, row.number(), row.text());
        return new Stored(
                id,
                new EventMeta(
                        eventId,
                        generation,
                        new EventKeyRing(List.of()),
                        details,
                        held,
                        organiserDates,
                        status,
                        statusChangedAt,
                        config,
                        hasXmlData,
                        image,
                        createdAt,
                        version));
    }

    static Versioned readVersion(RowReader row) {
        return new Versioned(new EventId(row.text()), new EventVersion(row.text(), row.number()));
    }

    static Image readImage(RowReader row) {
        return new Image(row.text(), row.bytes());
    }

    /**
     * @param bytes the parameter for a column of bytes
     */
    static Tuple insertedImage(long event, EventMeta meta, Image image, Function<byte[], Object> bytes) {
        return Tuple.of(
                event,
                image.mediaType(),
                bytes.apply(image.bytes()),
                meta.image().version(),
                meta.image().digest());
    }

    private static <A, B> B orNull(A value, Function<A, B> conversion) {
        return value == null ? null : conversion.apply(value);
    }
}
