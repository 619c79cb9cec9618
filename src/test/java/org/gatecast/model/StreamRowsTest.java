package org.gatecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.model.SkipReason.TOO_MANY;
import static org.gatecast.model.SkipReason.UNKNOWN_RACE;
import static org.gatecast.model.SkipReason.UNKNOWN_RIDER;
import static org.gatecast.model.SkipReason.UNREADABLE;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StreamRowsTest {
    @Test
    void rowsAreNumberedAsInTheBody() {
        StreamRows<String> read = rows(List.of("at 1", "at 3", "at 4"), List.of(0, 2, 5), 2);
        assertThat(read.skipped(List.of(new SkippedRow(0, UNKNOWN_RACE), new SkippedRow(2, UNKNOWN_RIDER))))
                .containsExactly(
                        new SkippedRow(0, UNREADABLE),
                        new SkippedRow(1, UNKNOWN_RACE),
                        new SkippedRow(2, UNREADABLE),
                        new SkippedRow(4, UNKNOWN_RIDER),
                        new SkippedRow(5, UNREADABLE),
                        new SkippedRow(6, TOO_MANY),
                        new SkippedRow(7, TOO_MANY));
    }

    @Test
    void nothingIsSkippedOfACallThatCounts() {
        assertThat(StreamRows.whole(List.of("a", "b")).skipped(List.of())).isEmpty();
    }

    @Test
    void onlyTheFirstHundredAreListed() {
        List<Integer> odd = IntStream.range(0, 150).boxed().toList();
        assertThat(rows(List.of(), odd, 0).skipped(List.of())).hasSize(100).endsWith(new SkippedRow(99, UNREADABLE));
        assertThat(rows(List.of("a"), List.of(), 1_000_000_000L).skipped(List.of()))
                .hasSize(100)
                .startsWith(new SkippedRow(1, TOO_MANY));
    }

    private static StreamRows<String> rows(List<String> rows, List<Integer> unreadable, long surplus) {
        return new StreamRows<>(rows, unreadable, new UnreadableParts(0, unreadable.size(), surplus, List.of()));
    }
}
