package org.gatecast.store.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gatecast.merge.StateDiff.CategoryRow;
import org.gatecast.merge.StateDiff.GateStatisticsRow;
import org.gatecast.merge.StateDiff.MemberRow;
import org.gatecast.merge.StateDiff.OfficialRow;
import org.gatecast.model.Category;
import org.gatecast.model.ClassId;
import org.gatecast.model.Course;
import org.gatecast.model.EventId;
import org.gatecast.model.EventKey;
import org.gatecast.model.EventKeyRing;
import org.gatecast.model.EventState;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.model.Webhook;

/** Loads events from their rows, one after the other. */
public final class StateLoader {
    private final SqlQueries queries;

    public StateLoader(SqlQueries queries) {
        this.queries = queries;
    }

    /** In the order of their creation. */
    public Future<List<EventState>> loadAll() {
        return queries.query(EventTable.SELECT, Tuple.tuple(), EventTable::read).compose(events -> {
            List<EventState> states = new ArrayList<>();
            Future<?> loaded = Future.succeededFuture();
            for (EventTable.Stored event : events) {
                loaded = loaded.compose(before -> load(event)).onSuccess(states::add);
            }
            return loaded.map(all -> List.copyOf(states));
        });
    }

    /** Empty if there is no such event. */
    public Future<Optional<EventState>> load(EventId eventId) {
        return queries.query(EventTable.SELECT_ONE, Tuple.of(eventId.value()), EventTable::read)
                .compose(found -> found.isEmpty()
                        ? Future.succeededFuture(Optional.empty())
                        : load(found.get(0)).map(Optional::of));
    }

    Future<EventState> load(EventTable.Stored event) {
        Future<List<EventKey>> keys = rows(StructureTables.KEYS, event);
        Future<List<Webhook>> webhooks = rows(StructureTables.WEBHOOKS, event);
        Future<List<RaceClass>> classes = rows(StructureTables.CLASSES, event);
        Future<List<CategoryRow>> categories = rows(StructureTables.CATEGORIES, event);
        Future<List<Course>> courses = rows(StructureTables.COURSES, event);
        Future<List<Race>> races = rows(StructureTables.RACES, event);
        Future<List<Participant>> participants = rows(StructureTables.PARTICIPANTS, event);
        Future<List<MemberRow>> members = rows(StructureTables.TEAM_MEMBERS, event);
        Future<List<Result>> results = rows(ResultTable.RESULTS, event);
        Future<List<OfficialRow>> officials = rows(StructureTables.OFFICIALS, event);
        Future<List<GateStatisticsRow>> statistics = rows(StructureTables.GATE_STATISTICS, event);
        return Future.all(List.of(
                        keys,
                        webhooks,
                        classes,
                        categories,
                        courses,
                        races,
                        participants,
                        members,
                        results,
                        officials,
                        statistics))
                .map(all -> new EventState(
                        event.meta().withKeys(new EventKeyRing(keys.result())).withWebhooks(webhooks.result()),
                        byKey(withCategories(classes.result(), categories.result()), RaceClass::classId),
                        byKey(withMembers(participants.result(), members.result()), Participant::participantId),
                        byKey(courses.result(), Course::courseNr),
                        byKey(races.result(), Race::raceId),
                        entries(races.result(), results.result()),
                        officials.result().stream().map(OfficialRow::official).toList(),
                        statistics.result().stream()
                                .map(GateStatisticsRow::statistics)
                                .toList()));
    }

    private <R> Future<List<R>> rows(SqlTable<R> table, EventTable.Stored event) {
        return queries.query(table.select(), Tuple.of(event.id()), table::read);
    }

    private static List<RaceClass> withCategories(List<RaceClass> classes, List<CategoryRow> rows) {
        Map<ClassId, List<Category>> categories = grouped(rows, CategoryRow::classId, CategoryRow::category);
        return classes.stream()
                .map(bare -> bare.withCategories(categories.getOrDefault(bare.classId(), List.of())))
                .toList();
    }

    private static List<Participant> withMembers(List<Participant> participants, List<MemberRow> rows) {
        Map<ParticipantId, List<String>> members = grouped(rows, MemberRow::participantId, MemberRow::member);
        return participants.stream()
                .map(bare -> members.containsKey(bare.participantId())
                        ? bare.withMembers(members.get(bare.participantId()))
                        : bare)
                .toList();
    }

    /** In the races' order; races without rows are left out. */
    private static Map<RaceId, Map<ParticipantId, Result>> entries(List<Race> races, List<Result> rows) {
        Map<RaceId, List<Result>> byRace = grouped(rows, Result::raceId, Function.identity());
        Map<RaceId, Map<ParticipantId, Result>> entries = new LinkedHashMap<>();
        for (Race race : races) {
            if (byRace.containsKey(race.raceId())) {
                entries.put(race.raceId(), byKey(byRace.get(race.raceId()), Result::participantId));
            }
        }
        return Collections.unmodifiableMap(entries);
    }

    private static <K, R, V> Map<K, List<V>> grouped(List<R> rows, Function<R, K> key, Function<R, V> value) {
        Map<K, List<V>> groups = new LinkedHashMap<>();
        for (R row : rows) {
            groups.computeIfAbsent(key.apply(row), first -> new ArrayList<>()).add(value.apply(row));
        }
        return groups;
    }

    private static <K, R> Map<K, R> byKey(List<R> rows, Function<R, K> key) {
        Map<K, R> map = new LinkedHashMap<>();
        rows.forEach(row -> map.put(key.apply(row), row));
        return Collections.unmodifiableMap(map);
    }
}
