package org.gatecast.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Of a heap of 256 MiB, large bodies have 32 and small ones 16; an event has half of each at most. */
class BodyMemoryBudgetTest {
    private static final long MIB = 1 << 20;
    private static final long SMALL = MIB / 4;

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1);
    private final BodyMemoryBudget budget = new BodyMemoryBudget(256 * MIB, clock::get);
    private final List<String> gaveWay = new ArrayList<>();

    @Test
    void oneEventGetsAtMostHalfOfTheBudget() {
        BodyMemoryReservation first = take("A", 10);
        assertThat(take("A", 10)).isNull();
        assertThat(take("A", 6).keep()).isTrue();
        assertThat(take("B", 16).keep()).isTrue();
        assertThat(first.keep()).isTrue();
        assertThat(take("C", 1)).isNull();
        first.release();
        first.release();
        assertThat(take("C", 10)).isNotNull();
        assertThat(take("C", 1)).as("only once did it give anything back").isNull();
        assertThat(gaveWay).isEmpty();
    }

    @Test
    void aBodyThatIsAloneIsTakenWhateverItsSize() {
        BodyMemoryReservation alone = take("A", 200);
        assertThat(take("B", 1)).isNull();
        alone.release();
        assertThat(take("B", 1)).isNotNull();
    }

    @Test
    void largeBodiesDoNotUseTheBudgetOfSmallOnes() {
        take("A", 200);
        for (int i = 0; i < 32; i++) {
            assertThat(budget.reserve("A", SMALL, () -> gaveWay.add("A"))).isNotNull();
        }
        assertThat(budget.reserve("A", SMALL, () -> gaveWay.add("A")))
                .as("more than half of the room")
                .isNull();
        assertThat(budget.reserve("B", SMALL, () -> gaveWay.add("B"))).isNotNull();
    }

    /** Four uploads, a byte a second each, used to shut out everybody else for as long as a body may last. */
    @Test
    void slowUploadsAreEvictedForOtherEventsTheOldestFirst() {
        BodyMemoryReservation oldest = budget.reserve("A", 10 * MIB, () -> gaveWay.add("oldest"));
        budget.reserve("B", 10 * MIB, () -> gaveWay.add("second"));
        budget.reserve("C", 10 * MIB, () -> gaveWay.add("third"));
        assertThat(take("D", 10)).as("they may just be large").isNull();
        seconds(6);
        assertThat(take("D", 10)).isNotNull();
        assertThat(gaveWay).containsExactly("oldest");
        assertThat(oldest.keep()).as("it is gone").isFalse();
        oldest.release();
        assertThat(take("E", 10)).isNotNull();
        assertThat(gaveWay).containsExactly("oldest", "second");
    }

    @Test
    void aBodyThatHasArrivedIsNeverEvicted() {
        for (String event : List.of("A", "B", "C")) {
            assertThat(take(event, 10).keep()).isTrue();
        }
        seconds(60);
        assertThat(take("D", 10)).isNull();
        assertThat(gaveWay).isEmpty();
    }

    /** A booth that lost its line sends its export anew; what is left of the first half is in nobody's way. */
    @Test
    void anEventsOwnSlowUploadGivesWayToItsNext() {
        budget.reserve("A", 10 * MIB, () -> gaveWay.add("half"));
        seconds(6);
        assertThat(take("A", 10)).isNotNull();
        assertThat(gaveWay).containsExactly("half");
    }

    @Test
    void ofAnEventThatHasSeveralOnTheWayTheNewestGivesWayAtOnce() {
        budget.reserve("A", 5 * MIB, () -> gaveWay.add("A1"));
        budget.reserve("A", 5 * MIB, () -> gaveWay.add("A2"));
        budget.reserve("A", 5 * MIB, () -> gaveWay.add("A3"));
        budget.reserve("B", 15 * MIB, () -> gaveWay.add("B"));
        assertThat(take("C", 6)).isNotNull();
        assertThat(gaveWay).containsExactly("A3");
        assertThat(take("D", 16)).as("more than any of them has").isNull();
        assertThat(gaveWay).containsExactly("A3");
    }

    @Test
    void nothingIsEvictedIfThatWouldNotBeEnough() {
        take("A", 10);
        take("B", 16).keep();
        seconds(6);
        assertThat(take("C", 17)).isNull();
        assertThat(gaveWay).isEmpty();
        assertThat(take("C", 16)).isNotNull();
        assertThat(gaveWay).containsExactly("A");
    }

    private BodyMemoryReservation take(String event, long mebibytes) {
        return budget.reserve(event, mebibytes * MIB, () -> gaveWay.add(event));
    }

    private void seconds(long seconds) {
        clock.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
