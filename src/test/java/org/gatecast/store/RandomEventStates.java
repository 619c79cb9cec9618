package org.gatecast.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Builders;
import net.jqwik.api.Combinators;
import org.gatecast.model.Category;
import org.gatecast.model.ClassId;
import org.gatecast.model.Course;
import org.gatecast.model.DeclaredStatus;
import org.gatecast.model.DetailField;
import org.gatecast.model.DisplayMode;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.gatecast.model.EventKey;
import org.gatecast.model.EventKeyRing;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.EventStatus;
import org.gatecast.model.GateStatistics;
import org.gatecast.model.GateStatistics.GateCount;
import org.gatecast.model.Gates;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.Official;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;
import org.gatecast.model.RaceStatus;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;
import org.gatecast.model.Webhook;
import org.gatecast.model.WebhookEventType;

/**
 * Random events for property tests: every field has any allowed value; there are few ids, so that one event shares rows
 * with the next.
 */
public final class RandomEventStates {
    private static final List<ClassId> CLASSES = ids(4, i -> new ClassId("C" + i));
    private static final List<RaceId> RACES = ids(5, i -> new RaceId("R " + i));
    private static final List<ParticipantId> PARTICIPANTS = ids(7, i -> new ParticipantId("P'" + i + ".ž"));

    private RandomEventStates() {}

    /** At the version given; the api key and the generation follow from the event's id, as they never change. */
    public static Arbitrary<EventState> any(EventId eventId, long version) {
        return Combinators.combine(
                        meta(eventId, version),
                        some(CLASSES, RandomEventStates::raceClass),
                        some(List.of(1, 2, 3), RandomEventStates::course))
                .flatAs((meta, classes, courses) -> {
                    List<ClassId> known = List.copyOf(classes.keySet());
                    return Combinators.combine(
                                    known.isEmpty() ? none() : some(PARTICIPANTS, id -> participant(id, known)),
                                    known.isEmpty() ? none() : some(RACES, id -> race(id, known)),
                                    official().list().ofMaxSize(3),
                                    known.isEmpty()
                                            ? Arbitraries.just(List.<GateStatistics>of())
                                            : gateStatistics(known).list().ofMaxSize(3))
                            .flatAs((participants, races, officials, statistics) -> entries(
                                            races, List.copyOf(participants.keySet()))
                                    .map(entries -> new EventState(
                                            meta,
                                            classes,
                                            participants,
                                            courses,
                                            races,
                                            entries,
                                            officials,
                                            statistics)));
                });
    }

    private static <T> List<T> ids(int count, Function<Integer, T> id) {
        List<T> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(id.apply(i));
        }
        return List.copyOf(ids);
    }

    /** A map of some of the keys, in any order. */
    private static <K, V> Arbitrary<Map<K, V>> some(List<K> keys, Function<K, Arbitrary<V>> value) {
        return Arbitraries.of(keys)
                .list()
                .uniqueElements()
                .ofMaxSize(keys.size())
                .flatMap(
                        chosen -> Combinators.combine(chosen.stream().map(value).toList())
                                .as(values -> {
                                    Map<K, V> map = new LinkedHashMap<>();
                                    for (int i = 0; i < chosen.size(); i++) {
                                        map.put(chosen.get(i), values.get(i));
                                    }
                                    return map;
                                }));
    }

    private static <K, V> Arbitrary<Map<K, V>> none() {
        return Arbitraries.just(Map.of());
    }

    private static Arbitrary<Map<RaceId, Map<ParticipantId, Result>>> entries(
            Map<RaceId, Race> races, List<ParticipantId> participants) {
        List<RaceId> raceIds = List.copyOf(races.keySet());
        return Combinators.combine(raceIds.stream()
                        .map(race -> some(participants, participant -> entry(race, participant)))
                        .toList())
                .as(lists -> {
                    Map<RaceId, Map<ParticipantId, Result>> entries = new LinkedHashMap<>();
                    for (int i = 0; i < raceIds.size(); i++) {
                        if (!lists.get(i).isEmpty()) {
                            entries.put(raceIds.get(i), lists.get(i));
                        }
                    }
                    return entries;
                });
    }

    private static Arbitrary<EventMeta> meta(EventId eventId, long version) {
        Arbitrary<EventDetails> details = Combinators.combine(text(), orNull(text()), orNull(text()), orNull(text()))
                .as((title, one, two, three) -> new EventDetails(title, one, two, three, two, one, three));
        Arbitrary<EventConfig> config = Combinators.combine(
                        orNull(Arbitraries.of(RACES)),
                        orNull(Arbitraries.of(DisplayMode.class)),
                        orNull(Arbitraries.of(true, false)),
                        orNull(Arbitraries.of(MergeStrategy.class)),
                        orNull(number()))
                .as(EventConfig::new);
        return Combinators.combine(
                        details,
                        config,
                        Arbitraries.of(EventStatus.class),
                        instant(),
                        Arbitraries.of(true, false),
                        keys(),
                        Arbitraries.of(DetailField.class).set(),
                        Combinators.combine(
                                        Combinators.combine(orNull(text()), orNull(text()))
                                                .as(OrganiserDates::new),
                                        webhooks())
                                .as(Map::entry))
                .as((what, settings, status, at, hasXmlData, keys, held, more) -> new EventMeta(
                        eventId,
                        "generation of " + eventId,
                        keys,
                        what,
                        held,
                        more.getKey(),
                        status,
                        at,
                        settings,
                        hasXmlData,
                        null,
                        more.getValue(),
                        Instant.EPOCH,
                        version));
    }

    /** A key keeps its value whatever becomes of it, since that is what its id stands for. */
    private static Arbitrary<EventKeyRing> keys() {
        return some(List.of("a", "b", "c"), id -> Combinators.combine(instant(), orNull(instant()), orNull(instant()))
                        .as((at, until, accepted) -> new EventKey(id, "key " + id, at, until, accepted)))
                .map(keys -> new EventKeyRing(List.copyOf(keys.values())));
    }

    private static Arbitrary<List<Webhook>> webhooks() {
        return some(List.of("w1", "w2"), id -> Combinators.combine(
                                text(),
                                instant(),
                                Arbitraries.of(WebhookEventType.class).set(),
                                Arbitraries.of(true, false))
                        .as((url, at, types, enabled) ->
                                new Webhook(id, url, "whsec_" + id, enabled ? null : "old", at, types, enabled, 7, at)))
                .map(webhooks -> List.copyOf(webhooks.values()));
    }

    private static Arbitrary<RaceClass> raceClass(ClassId classId) {
        Arbitrary<List<Category>> categories = Combinators.combine(
                        text(), orNull(text()), orNull(number()), orNull(number()))
                .as(Category::new)
                .list()
                .uniqueElements(Category::catId)
                .ofMaxSize(4);
        return Combinators.combine(orNull(text()), orNull(text()), categories)
                .as((name, title, list) -> new RaceClass(classId, name, title, list));
    }

    private static Arbitrary<Course> course(int courseNr) {
        return Arbitraries.strings().withChars("NRS ").ofMaxLength(25).map(gates -> new Course(courseNr, gates));
    }

    private static Arbitrary<Race> race(RaceId raceId, List<ClassId> classes) {
        Arbitrary<Race> races = Combinators.combine(
                        Arbitraries.of(classes),
                        orNull(Arbitraries.of("BR1", "BR2", "XF", "?")),
                        orNull(number()),
                        orNull(text()),
                        orNull(text()),
                        orNull(number()),
                        raceStatus(),
                        orNull(text()))
                .as((classId, disId, order, start, interval, course, status, title) ->
                        new Race(raceId, classId, disId, order, start, interval, course, status, title, null));
        return Combinators.combine(races, orNull(text())).as(Race::withWeather);
    }

    private static Arbitrary<RaceStatus> raceStatus() {
        return Combinators.combine(
                        orNull(number()), orNull(instant()), orNull(number()), orNull(instant()), orNull(declared()))
                .as(RaceStatus::new);
    }

    private static Arbitrary<DeclaredStatus> declared() {
        return Combinators.combine(Arbitraries.of(true, false), instant(), orNull(instant()), orNull(number()))
                .as((official, at, until, over) -> official
                        ? new DeclaredStatus(RaceStatus.OFFICIAL, at, null, over)
                        : new DeclaredStatus(RaceStatus.PROVISIONAL, at, until, over));
    }

    private static Arbitrary<Official> official() {
        return Combinators.combine(orNull(text()), orNull(text()), orNull(text()), orNull(text()))
                .as(Official::new);
    }

    private static Arbitrary<GateStatistics> gateStatistics(List<ClassId> classes) {
        Arbitrary<List<GateCount>> gates = Combinators.combine(orNull(number()), orNull(number()))
                .as(GateCount::new)
                .list()
                .ofMaxSize(25);
        return Combinators.combine(Arbitraries.of(classes), orNull(text()), orNull(number()), gates)
                .as(GateStatistics::new);
    }

    private static Arbitrary<Participant> participant(ParticipantId id, List<ClassId> classes) {
        return Builders.withBuilder(() -> new ArrayList<String>())
                .use(orNull(text()).list().ofSize(9))
                .inSetter(ArrayList::addAll)
                .build()
                .flatMap(texts -> Combinators.combine(
                                Arbitraries.of(classes),
                                orNull(number()),
                                Arbitraries.of(true, false),
                                text().list().ofMaxSize(3))
                        .as((classId, bib, isTeam, members) -> new Participant(
                                id,
                                classId,
                                bib,
                                texts.get(0),
                                texts.get(1),
                                texts.get(2),
                                texts.get(3),
                                texts.get(4),
                                texts.get(5),
                                texts.get(6),
                                texts.get(7),
                                texts.get(8),
                                isTeam,
                                members)));
    }

    private static Arbitrary<Result> entry(RaceId race, ParticipantId participant) {
        return Combinators.combine(
                        Arbitraries.of(true, false).list().ofSize(4),
                        orNull(number()),
                        orNull(number()),
                        orNull(text()),
                        orNull(number()),
                        orNull(report()),
                        orNull(report()))
                .as((flags, bib, order, start, heat, xml, tcp) -> new Result(
                        race,
                        participant,
                        flags.get(0),
                        bib,
                        order,
                        start,
                        heat,
                        xml,
                        tcp,
                        flags.get(1),
                        flags.get(2),
                        flags.get(3)));
    }

    private static Arbitrary<ResultReport> report() {
        Arbitrary<Gates> gates = orNull(Arbitraries.of(0, 2, 50, 52, 150, 300))
                .list()
                .ofMaxSize(25)
                .map(Gates::new);
        return Combinators.combine(
                        orNull(number()),
                        orNull(number()),
                        orNull(number()),
                        orNull(Arbitraries.oneOf(text(), Arbitraries.of("*"))),
                        orNull(number()),
                        orNull(gates),
                        orNull(text()),
                        instant())
                .as((time, pen, total, status, rank, passed, clock, at) ->
                        new ResultReport(time, pen, total, status, rank, passed, clock, status, at));
    }

    /** Any text but half a character, which no file can hold. */
    private static Arbitrary<String> text() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        " ",
                        "nul\0nul",
                        "O'Neill \"&<>\"",
                        "ŽIŽKA Čeněk",
                        "null",
                        "0",
                        "123E4567-E89B-12D3-A456-426614174000"),
                Arbitraries.strings().all().ofMaxLength(12).filter(text -> text.codePoints()
                        .noneMatch(c -> Character.getType(c) == Character.SURROGATE)));
    }

    private static Arbitrary<Integer> number() {
        return Arbitraries.integers();
    }

    private static Arbitrary<Instant> instant() {
        return Arbitraries.longs()
                .between(-1_000_000_000_000L, 4_000_000_000_000L)
                .map(Instant::ofEpochMilli);
    }

    private static <T> Arbitrary<T> orNull(Arbitrary<T> values) {
        return values.injectNull(0.3);
    }
}
