package org.gatecast.merge;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatecast.model.EventState;
import org.gatecast.model.Export;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;
import org.gatecast.model.ResultUpdate;

/** Which rows the export has corrected, by the rules of {@code specs/merge.md}. Shares no code with the merge. */
final class ReferenceCorrections {
    private record Row(RaceId race, ParticipantId rider) {}

    /** The last export's report of a row, and the time as of which the first export with that report counted. */
    private record Word(List<Object> outcome, List<Object> all, int since) {}

    private final Map<RaceId, Integer> mentions = new HashMap<>();
    private final Map<Row, Word> words = new HashMap<>();
    private final Set<Row> corrected = new HashSet<>();

    boolean include(RaceId race, ParticipantId rider) {
        return corrected.contains(new Row(race, rider));
    }

    boolean exist() {
        return !corrected.isEmpty();
    }

    void receive(List<ResultUpdate> call, int second, EventState before, EventState after) {
        for (ResultUpdate row : call) {
            if (before.races().containsKey(row.raceId())) {
                mentions.merge(row.raceId(), second, Math::max);
            }
        }
        corrected.removeIf(row -> !reported(before, row).equals(reported(after, row)));
    }

    void take(Export export, int asOf, EventState before) {
        Map<Row, Word> next = new HashMap<>();
        Set<Row> still = new HashSet<>();
        Set<RaceId> cross = export.races().stream()
                .filter(race -> List.of("X4", "XS", "XF", "XER").contains(race.disId()))
                .map(Race::raceId)
                .collect(Collectors.toSet());
        for (Result listed : export.results()) {
            Row row = new Row(listed.raceId(), listed.participantId());
            Word known = words.get(row);
            Word word = word(listed.exportReport(), cross.contains(row.race), asOf, known);
            next.put(row, word);
            if (word == null || !hasResult(word.outcome) || !hasStreamResult(before, row)) {
                continue;
            }
            boolean same = known != null && known.outcome.equals(word.outcome);
            boolean quiet = mentions.getOrDefault(row.race, -1000) <= asOf - 30;
            boolean follows = corrected.contains(row) && (same || known.since <= asOf);
            if (follows || (!same && quiet)) {
                still.add(row);
            }
        }
        words.clear();
        words.putAll(next);
        corrected.clear();
        corrected.addAll(still);
    }

    private static Word word(ResultReport report, boolean cross, int asOf, Word known) {
        if (report == null) {
            return null;
        }
        List<Object> outcome = Arrays.asList(report.time(), report.pen(), report.total(), report.status());
        List<Object> all = Arrays.asList(
                outcome,
                report.gates(),
                report.underInvestigation(),
                cross && hasResult(outcome) ? report.rank() : null);
        return known != null && known.all.equals(all) ? known : new Word(outcome, all, asOf);
    }

    private static boolean hasResult(List<Object> outcome) {
        return outcome.get(0) != null || outcome.get(2) != null || outcome.get(3) != null;
    }

    private static boolean hasStreamResult(EventState event, Row row) {
        Result result = event.resultsOf(row.race).get(row.rider);
        return result != null
                && result.streamReport() != null
                && hasResult(Arrays.asList(
                        result.streamReport().time(),
                        null,
                        result.streamReport().total(),
                        result.streamReport().status()));
    }

    /** The stream's report of a row, and its time. */
    private static List<Object> reported(EventState event, Row row) {
        Result result = event.resultsOf(row.race).get(row.rider);
        return Arrays.asList(result == null ? null : result.streamReport());
    }
}
