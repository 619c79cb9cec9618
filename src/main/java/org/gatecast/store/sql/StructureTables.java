package org.gatecast.store.sql;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.gatecast.merge.StateDiff.CategoryRow;
import org.gatecast.merge.StateDiff.GateStatisticsRow;
import org.gatecast.merge.StateDiff.MemberRow;
import org.gatecast.merge.StateDiff.OfficialRow;
import org.gatecast.model.Category;
import org.gatecast.model.ClassId;
import org.gatecast.model.Course;
import org.gatecast.model.DeclaredStatus;
import org.gatecast.model.EventKey;
import org.gatecast.model.GateStatistics;
import org.gatecast.model.Official;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;
import org.gatecast.model.RaceStatus;
import org.gatecast.model.Webhook;
import org.gatecast.model.WebhookEventType;

/** The tables of an event's keys, webhooks and structure, as {@code db/migration} creates them. */
final class StructureTables {
    static final SqlTable<EventKey> KEYS = SqlTable.<EventKey>ordered("event_keys", "position")
            .key("key_id", EventKey::id)
            .column("api_key", EventKey::value)
            .column("created_at", key -> key.createdAt().toEpochMilli())
            .column(
                    "valid_until",
                    key -> key.validUntil() == null ? null : key.validUntil().toEpochMilli())
            .column("accepted_at", key -> millis(key.lastUsedAt()))
            .readBy(row -> new EventKey(row.text(), row.text(), row.instant(), row.instant(), row.instant()));

    /** Without the columns about deliveries, which {@link WebhookTables} reads and writes. */
    static final SqlTable<Webhook> WEBHOOKS = SqlTable.<Webhook>ordered("webhooks", "position")
            .key("webhook_id", Webhook::id)
            .column("url", Webhook::url)
            .column("secret", Webhook::secret)
            .column("previous_secret", Webhook::previousSecret)
            .column("previous_until", webhook -> millis(webhook.previousUntil()))
            .column("types", webhook -> WebhookEventType.listed(webhook.types()))
            .column("enabled", Webhook::enabled)
            .column("since", Webhook::since)
            .column("created_at", webhook -> webhook.createdAt().toEpochMilli())
            .readBy(row -> new Webhook(
                    row.text(),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.instant(),
                    WebhookEventType.set(row.text()),
                    row.flag(),
                    row.number(),
                    row.instant()));

    /** Without categories, which have their own table. */
    static final SqlTable<RaceClass> CLASSES = SqlTable.<RaceClass>ordered("classes", "position")
            .key("class_id", raceClass -> raceClass.classId().value())
            .column("name", RaceClass::name)
            .column("long_title", RaceClass::longTitle)
            .readBy(row -> new RaceClass(new ClassId(row.text()), row.text(), row.text(), List.of()));

    static final SqlTable<CategoryRow> CATEGORIES = SqlTable.<CategoryRow>ordered("categories", "class_id, position")
            .key("class_id", row -> row.classId().value())
            .key("cat_id", row -> row.category().catId())
            .column("name", row -> row.category().name())
            .column("first_year", row -> row.category().firstYear())
            .column("last_year", row -> row.category().lastYear())
            .readBy(row -> new CategoryRow(
                    new ClassId(row.text()), new Category(row.text(), row.text(), row.integer(), row.integer())));

    static final SqlTable<Course> COURSES = SqlTable.<Course>ordered("courses", "position")
            .key("course_nr", Course::courseNr)
            .column("course_config", Course::courseConfig)
            .readBy(row -> new Course(row.integer(), row.text()));

    static final SqlTable<Race> RACES = SqlTable.<Race>ordered("races", "position")
            .key("race_id", race -> race.raceId().value())
            .column("class_id", race -> race.classId().value())
            .column("dis_id", Race::disId)
            .column("race_order", Race::raceOrder)
            .column("start_time", Race::startTime)
            .column("start_interval", Race::startInterval)
            .column("course_nr", Race::courseNr)
            .column("race_status", race -> race.status().exported())
            .column("race_status_at", race -> millis(race.status().exportedAt()))
            .column("stream_status", race -> race.status().streamed())
            .column("stream_status_at", race -> millis(race.status().streamedAt()))
            .column("custom_title", Race::customTitle)
            .column("declared_status", declared(DeclaredStatus::number))
            .column("declared_at", declared(given -> given.at().toEpochMilli()))
            .column("protest_until", declared(given -> millis(given.protestUntil())))
            .column("declared_over", declared(DeclaredStatus::over))
            .column("weather", Race::weather)
            .readBy(StructureTables::readRace);

    /** Without members, which have their own table. */
    static final SqlTable<Participant> PARTICIPANTS = SqlTable.<Participant>ordered("participants", "position")
            .key("participant_id", participant -> participant.participantId().value())
            .column("class_id", participant -> participant.classId().value())
            .column("event_bib", Participant::eventBib)
            .column("icf_id", Participant::icfId)
            .column("family_name", Participant::familyName)
            .column("given_name", Participant::givenName)
            .column("icf_id2", Participant::icfId2)
            .column("family_name2", Participant::familyName2)
            .column("given_name2", Participant::givenName2)
            .column("noc", Participant::noc)
            .column("club", Participant::club)
            .column("cat_id", Participant::catId)
            .column("is_team", Participant::isTeam)
            .readBy(row -> new Participant(
                    new ParticipantId(row.text()),
                    new ClassId(row.text()),
                    row.integer(),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.text(),
                    row.flag(),
                    List.of()));

    static final SqlTable<MemberRow> TEAM_MEMBERS = SqlTable.<MemberRow>keyed("team_members", "participant_id, place")
            .key("participant_id", row -> row.participantId().value())
            .key("place", MemberRow::place)
            .column("member", MemberRow::member)
            .readBy(row -> new MemberRow(new ParticipantId(row.text()), row.integer(), row.text()));

    static final SqlTable<OfficialRow> OFFICIALS = SqlTable.<OfficialRow>keyed("officials", "place")
            .key("place", OfficialRow::place)
            .column("function", row -> row.official().function())
            .column("family_name", row -> row.official().familyName())
            .column("given_name", row -> row.official().givenName())
            .column("noc", row -> row.official().noc())
            .readBy(row ->
                    new OfficialRow(row.integer(), new Official(row.text(), row.text(), row.text(), row.text())));

    static final SqlTable<GateStatisticsRow> GATE_STATISTICS = SqlTable.<GateStatisticsRow>keyed(
                    "gate_statistics", "place")
            .key("place", GateStatisticsRow::place)
            .column("class_id", row -> row.statistics().classId().value())
            .column("phase", row -> row.statistics().phase())
            .column("runs_counted", row -> row.statistics().runsCounted())
            .column("gates", row -> GateCountsText.written(row.statistics().gates()))
            .readBy(row -> new GateStatisticsRow(
                    row.integer(),
                    new GateStatistics(
                            new ClassId(row.text()), row.text(), row.integer(), GateCountsText.read(row.text()))));

    private StructureTables() {}

    private static Function<Race, Object> declared(Function<DeclaredStatus, Object> value) {
        return race -> race.status().declared() == null
                ? null
                : value.apply(race.status().declared());
    }

    private static Race readRace(RowReader row) {
        RaceId raceId = new RaceId(row.text());
        ClassId classId = new ClassId(row.text());
        String disId = row.text();
        Integer raceOrder = row.integer();
        String startTime = row.text();
        String startInterval = row.text();
        Integer courseNr = row.integer();
        Integer exported = row.integer();
        Instant exportedAt = row.instant();
        Integer streamed = row.integer();
        Instant streamedAt = row.instant();
        String customTitle = row.text();
        RaceStatus status = new RaceStatus(exported, exportedAt, streamed, streamedAt, readDeclared(row));
        String weather = row.text();
        return new Race(
                raceId, classId, disId, raceOrder, startTime, startInterval, courseNr, status, customTitle, weather);
    }

    private static DeclaredStatus readDeclared(RowReader row) {
        Integer number = row.integer();
        Instant at = row.instant();
        Instant protestUntil = row.instant();
        Integer over = row.integer();
        return number == null ? null : new DeclaredStatus(number, at, protestUntil, over);
    }

    private static Long millis(Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
