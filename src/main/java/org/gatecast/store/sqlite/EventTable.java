package org.gatecast.store.sqlite;

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
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.RaceId;

/** The events and their images: the tables that all other tables refer to. */
final class EventTable {
    static final String INSERT =
            """
            INSERT INTO events (status, status_changed_at, has_xml_data, main_title, sub_title, location, facility,
                start_date, end_date, discipline, held_details, organiser_start_date, organiser_end_date,
                active_race_id, display_mode, show_on_course, merge_strategy, event_id, api_key, generation, created_at,
                version)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            RETURNING id""";

    /** Finds the event only at the version from which the change starts. */
    static final String ADVANCE = "UPDATE events SET version = ? WHERE event_id = ? AND version = ? RETURNING id";

    static final String UPDATE =
            """
            UPDATE events SET status = ?, status_changed_at = ?, has_xml_data = ?, main_title = ?, sub_title = ?,
                location = ?, facility = ?, start_date = ?, end_date = ?, discipline = ?, held_details = ?,
                organiser_start_date = ?, organiser_end_date = ?, active_race_id = ?, display_mode = ?, show_on_course = ?, merge_strategy = ?
            WHERE id = ?""";

    static final String DELETE = "DELETE FROM events WHERE event_id = ?";

    static final String SELECT =
            """
            SELECT id, status, status_changed_at, has_xml_data, main_title, sub_title, location, facility,
                start_date, end_date, discipline, held_details, organiser_start_date, organiser_end_date,
                active_race_id, display_mode, show_on_course, merge_strategy, event_id, generation, created_at,
                events.version, media_type, event_images.version, event_images.digest
            FROM events LEFT JOIN event_images ON event_images.event = events.id
            ORDER BY id""";

    static final String DELETE_IMAGE = "DELETE FROM event_images WHERE event = ?";

    static final String INSERT_IMAGE =
            "INSERT INTO event_images (event, media_type, bytes, version, digest) VALUES (?, ?, ?, ?, ?)";

    static final String SELECT_IMAGE =
            """
            SELECT media_type, bytes FROM event_images JOIN events ON events.id = event_images.event
            WHERE event_id = ?""";

    /** A row of {@link #SELECT}; {@code meta} has no keys yet. */
    record Stored(long id, EventMeta meta) {}

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
        return Tuple.of(after.version(), before.eventId().value(), before.version());
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
                .addString(orNull(config.mergeStrategy(), MergeStrategy::json));
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
                orNull(row.text(), MergeStrategy::of));
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

    private static <A, B> B orNull(A value, Function<A, B> conversion) {
        return value == null ? null : conversion.apply(value);
    }
}
