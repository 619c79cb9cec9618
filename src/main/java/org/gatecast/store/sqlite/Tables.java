package org.gatecast.store.sqlite;

import java.util.List;
import org.gatecast.model.Category;
import org.gatecast.model.ClassId;
import org.gatecast.model.Course;
import org.gatecast.model.EventKey;
import org.gatecast.model.GateStatistics;
import org.gatecast.model.Official;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;
import org.gatecast.store.StateDiff.CategoryRow;
import org.gatecast.store.StateDiff.GateStatisticsRow;
import org.gatecast.store.StateDiff.MemberRow;
import org.gatecast.store.StateDiff.OfficialRow;

/** The tables of an event's keys and its structure, as {@code db/migration} creates them. */
final class Tables {
    static final Table<EventKey> KEYS = Table.<EventKey>ordered("event_keys", "position")
            .key("key_id", EventKey::id)
            .column("api_key", EventKey::value)
            .column("created_at", key -> key.createdAt().toEpochMilli())
            .column(
                    "valid_until",
                    key -> key.validUntil() == null ? null : key.validUntil().toEpochMilli())
            .column(
                    "accepted_at",
                    key -> key.acceptedAt() == null ? null : key.acceptedAt().toEpochMilli())
            .readBy(cells ->
                    new EventKey(cells.text(), cells.text(), cells.instant(), cells.instant(), cells.instant()));

    /** Read without categories. */
    static final Table<RaceClass> CLASSES = Table.<RaceClass>ordered("classes", "position")
            .key("class_id", raceClass -> raceClass.classId().value())
            .column("name", RaceClass::name)
            .column("long_title", RaceClass::longTitle)
            .readBy(cells -> new RaceClass(new ClassId(cells.text()), cells.text(), cells.text(), List.of()));

    static final Table<CategoryRow> CATEGORIES = Table.<CategoryRow>ordered("categories", "class_id, position")
            .key("class_id", row -> row.classId().value())
            .key("cat_id", row -> row.category().catId())
            .column("name", row -> row.category().name())
            .column("first_year", row -> row.category().firstYear())
            .column("last_year", row -> row.category().lastYear())
            .readBy(cells -> new CategoryRow(
                    new ClassId(cells.text()),
                    new Category(cells.text(), cells.text(), cells.integer(), cells.integer())));

    static final Table<Course> COURSES = Table.<Course>ordered("courses", "position")
            .key("course_nr", Course::courseNr)
            .column("course_config", Course::courseConfig)
            .readBy(cells -> new Course(cells.integer(), cells.text()));

    static final Table<Race> RACES = Table.<Race>ordered("races", "position")
            .key("race_id", race -> race.raceId().value())
            .column("class_id", race -> race.classId().value())
            .column("dis_id", Race::disId)
            .column("race_order", Race::raceOrder)
            .column("start_time", Race::startTime)
            .column("start_interval", Race::startInterval)
            .column("course_nr", Race::courseNr)
            .column("race_status", Race::raceStatus)
            .column("custom_title", Race::customTitle)
            .readBy(cells -> new Race(
                    new RaceId(cells.text()),
                    new ClassId(cells.text()),
                    cells.text(),
                    cells.integer(),
                    cells.text(),
                    cells.text(),
                    cells.integer(),
                    cells.integer(),
                    cells.text()));

    /** Read without members. */
    static final Table<Participant> PARTICIPANTS = Table.<Participant>ordered("participants", "position")
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
            .readBy(cells -> new Participant(
                    new ParticipantId(cells.text()),
                    new ClassId(cells.text()),
                    cells.integer(),
                    cells.text(),
                    cells.text(),
                    cells.text(),
                    cells.text(),
                    cells.text(),
                    cells.text(),
                    cells.text(),
                    cells.text(),
                    cells.text(),
                    cells.flag(),
                    List.of()));

    static final Table<MemberRow> TEAM_MEMBERS = Table.<MemberRow>keyed("team_members", "participant_id, place")
            .key("participant_id", row -> row.participantId().value())
            .key("place", MemberRow::place)
            .column("member", MemberRow::member)
            .readBy(cells -> new MemberRow(new ParticipantId(cells.text()), cells.integer(), cells.text()));

    static final Table<OfficialRow> OFFICIALS = Table.<OfficialRow>keyed("officials", "place")
            .key("place", OfficialRow::place)
            .column("function", row -> row.official().function())
            .column("family_name", row -> row.official().familyName())
            .column("given_name", row -> row.official().givenName())
            .column("noc", row -> row.official().noc())
            .readBy(cells -> new OfficialRow(
                    cells.integer(), new Official(cells.text(), cells.text(), cells.text(), cells.text())));

    static final Table<GateStatisticsRow> GATE_STATISTICS = Table.<GateStatisticsRow>keyed("gate_statistics", "place")
            .key("place", GateStatisticsRow::place)
            .column("class_id", row -> row.statistics().classId().value())
            .column("phase", row -> row.statistics().phase())
            .column("runs_counted", row -> row.statistics().runsCounted())
            .column("gates", row -> GateCounts.written(row.statistics().gates()))
            .readBy(cells -> new GateStatisticsRow(
                    cells.integer(),
                    new GateStatistics(
                            new ClassId(cells.text()), cells.text(), cells.integer(), GateCounts.read(cells.text()))));

    private Tables() {}
}
