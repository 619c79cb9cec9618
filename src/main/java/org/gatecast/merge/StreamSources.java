package org.gatecast.merge;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.gatecast.model.EventState;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultReport;

/**
 * The sources that report an event's live stream at once. The primary source reads the timing program itself and has gates and all
 * races; other sources, such as the pusher in the field, have less and are later. While the primary source is heard, no other one
 * changes a row that it has reported. After that, what another source says of such a row counts if it is news of that source. In
 * memory only, immutable.
 *
 * @param primaryAt when the primary source was last heard; before its first call, when the service began to listen
 * @param otherWords what other sources said last of the primary's rows
 */
public record StreamSources(Instant primaryAt, Map<RaceId, Map<ParticipantId, ResultReport>> otherWords) {
    /** How long the primary source must be silent until other sources count. */
    public static final Duration SILENCE = Duration.ofSeconds(30);

    /**
     * Before the first call. The primary source may have been heard until then: by the process that ran before, or by another node.
     *
     * @param start when the service began to listen
     */
    public static StreamSources since(Instant start) {
        return new StreamSources(start, Map.of());
    }

    /** Whether the primary source was heard lately. The clock may have been set back since. */
    public boolean isPrimaryHeard(Instant at) {
        return Duration.between(primaryAt, at).abs().compareTo(SILENCE) < 0;
    }

    /** After a call of the primary source, here or at another node. */
    public StreamSources afterPrimary(Instant at) {
        return new StreamSources(at, otherWords);
    }

    /** After a call of another source that said this of the primary's rows. */
    StreamSources afterOther(Map<RaceId, Map<ParticipantId, ResultReport>> words) {
        if (words.isEmpty()) {
            return this;
        }
        Map<RaceId, Map<ParticipantId, ResultReport>> next = new LinkedHashMap<>(otherWords);
        words.forEach((race, rows) -> {
            Map<ParticipantId, ResultReport> known = new LinkedHashMap<>(next.getOrDefault(race, Map.of()));
            known.putAll(rows);
            next.put(race, Collections.unmodifiableMap(known));
        });
        return new StreamSources(primaryAt, Collections.unmodifiableMap(next));
    }

    /** Without the words about rows that the event does not have any more. */
    public StreamSources retain(EventState event) {
        if (otherWords.entrySet().stream().allMatch(race -> event.resultsOf(race.getKey())
                .keySet()
                .containsAll(race.getValue().keySet()))) {
            return this;
        }
        Map<RaceId, Map<ParticipantId, ResultReport>> left = new LinkedHashMap<>();
        otherWords.forEach((race, rows) -> {
            Map<ParticipantId, ResultReport> still = new LinkedHashMap<>(rows);
            still.keySet().retainAll(event.resultsOf(race).keySet());
            if (!still.isEmpty()) {
                left.put(race, Collections.unmodifiableMap(still));
            }
        });
        return new StreamSources(primaryAt, Collections.unmodifiableMap(left));
    }

    /** What another source said last of a row, {@code null} if it has said nothing. */
    ResultReport otherWord(RaceId race, ParticipantId participant) {
        return otherWords.getOrDefault(race, Map.of()).get(participant);
    }

    /**
     * Whether another source's report says something new about a row. Its first word about a run that the primary source has
     * reported is none: the penalty of the primary source comes from the gates.
     */
    boolean isNewsOfOther(RaceId race, ParticipantId participant, ResultReport report, ResultReport ofPrimary) {
        ResultReport last = otherWord(race, participant);
        if (last == null) {
            return !Objects.equals(report.time(), ofPrimary.time())
                    || !Objects.equals(report.status(), ofPrimary.status());
        }
        boolean repeated = report.hasSameResultAs(last);
        boolean agrees =
                report.hasOutcomeOf(ofPrimary) && report.underInvestigation() == ofPrimary.underInvestigation();
        return !repeated && !agrees;
    }
}
