package org.gatecast.lists;

import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gatecast.model.EventDetails;
import org.gatecast.model.GateType;
import org.gatecast.model.Official;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceType;

/**
 * What stands above and below the table of a printed list. Every text is {@code ""} if there is nothing to say.
 *
 * @param event title and subtitle
 * @param about place and days
 * @param race class and category
 * @param list what the list shows
 * @param state how final it is, with its time; of a start list, only if the race does not take place
 * @param facts further lines: name and value
 * @param officials name of the office, and person
 */
record ListHeading(
        String event,
        String about,
        String race,
        String list,
        String customTitle,
        String state,
        List<Line> facts,
        List<Line> officials,
        boolean hasInvestigations) {
    record Line(String name, String value) {}

    static ListHeading of(RaceList list, ListTexts texts) {
        EventDetails event = list.event();
        String first = texts.day(event.startDate());
        String last = texts.day(event.endDate());
        return new ListHeading(
                joined(" · ", event.mainTitle(), event.subTitle()),
                joined(
                        " · ",
                        joined(", ", event.location(), event.facility()),
                        last.isEmpty() || last.equals(first) ? first : joined(" – ", first, last)),
                joined(" · ", className(list), category(list)),
                listName(list, texts),
                isOwnTitle(list) ? Objects.requireNonNullElse(list.race().customTitle(), "") : "",
                state(list, texts),
                facts(list, texts),
                list.officials().stream()
                        .map(official -> new Line(texts.office(official.function()), person(official)))
                        .toList(),
                list.rows().stream()
                        .anyMatch(row -> row.underInvestigation()
                                || (row.bestRun() != null
                                        && (row.bestRun().prevUnderInvestigation()
                                                || row.bestRun().currUnderInvestigation()))));
    }

    /** For a title of a window or a document. */
    String title() {
        return joined(" · ", race, list, event);
    }

    private static String listName(RaceList list, ListTexts texts) {
        String name = texts.text(list.kind() == ListKind.START ? "list.start" : "list.results");
        String run =
                switch (list.kind()) {
                    case RUN_1, RUN_2 -> texts.text("list." + list.kind().label());
                    case RESULTS ->
                        list.isCombined()
                                ? texts.text("list.combined")
                                : texts.text(
                                        "raceType." + list.race().raceType().json());
                    case START ->
                        texts.text("raceType." + list.race().raceType().json());
                };
        return joined(" · ", name, run);
    }

    /** Whether the title of the race is that of the list. The list of two runs is not the list of the second. */
    private static boolean isOwnTitle(RaceList list) {
        RaceType type = list.race().raceType();
        return switch (list.kind()) {
            case START -> true;
            case RESULTS -> !type.isBestRun();
            case RUN_1 -> type == RaceType.BEST_RUN_1;
            case RUN_2 -> type == RaceType.BEST_RUN_2;
        };
    }

    private static String className(RaceList list) {
        RaceClass raceClass = list.raceClass();
        return raceClass == null
                ? list.race().classId().value()
                : Stream.of(raceClass.longTitle(), raceClass.name())
                        .filter(name -> name != null && !name.isBlank())
                        .findFirst()
                        .orElse(raceClass.classId().value());
    }

    private static String category(RaceList list) {
        if (list.catId() == null) {
            return "";
        }
        String name = list.category() == null ? null : list.category().name();
        return name == null || name.equals(list.catId()) ? list.catId() : name + " (" + list.catId() + ")";
    }

    private static String state(RaceList list, ListTexts texts) {
        ListState state = list.state();
        if (list.kind() == ListKind.START && state.kind() == ListState.Kind.STARTLIST) {
            // The line above says so.
            return "";
        }
        String place = list.race().startTime();
        return joined(
                " · ",
                texts.text("state." + state.kind().label()),
                state.since() == null ? "" : texts.moment(state.since(), place),
                state.protestUntil() == null
                        ? ""
                        : texts.text("state.protest") + " " + texts.moment(state.protestUntil(), place));
    }

    private static List<Line> facts(RaceList list, ListTexts texts) {
        List<GateType> gates = list.gates();
        String reverse = IntStream.range(0, gates.size())
                .filter(gate -> gates.get(gate) == GateType.REVERSE)
                .mapToObj(gate -> Integer.toString(gate + 1))
                .collect(Collectors.joining(", "));
        return Stream.of(
                        new Line(
                                texts.text("fact.start"),
                                texts.start(list.race().startTime())),
                        new Line(texts.text("fact.gates"), gates.isEmpty() ? "" : Integer.toString(gates.size())),
                        new Line(texts.text("fact.upstream"), reverse),
                        new Line(
                                texts.text("fact.weather"),
                                Objects.requireNonNullElse(list.race().weather(), "")))
                .filter(line -> !line.value.isEmpty())
                .toList();
    }

    private static String person(Official official) {
        String name = joined(" ", official.familyName(), official.givenName());
        return official.noc() == null || official.noc().isBlank() ? name : name + " (" + official.noc() + ")";
    }

    private static String joined(String separator, String... parts) {
        StringJoiner joined = new StringJoiner(separator);
        Stream.of(parts).filter(part -> part != null && !part.isBlank()).forEach(joined::add);
        return joined.toString();
    }
}
