package org.gatecast.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When each of an event's keys works. */
class EventKeyRingTest {
    private static final Instant START = Instant.parse("2026-06-20T10:00:00Z");
    private static final EventKey FIRST = new EventKey("1", "a", START, null);

    @Test
    void whatIsReplacedWorksToTheEndOfItsGraceAndNoLonger() {
        EventKeyRing keys = EventKeyRing.of(FIRST).replacedBy(madeAt("2", 10), Duration.ofMinutes(5));
        assertThat(keys.newestFirst()).extracting(EventKey::id).containsExactly("2", "1");
        EventKey replaced = keys.find("1").orElseThrow();
        assertThat(replaced.isValidAt(minute(15).minusMillis(1))).isTrue();
        assertThat(replaced.isValidAt(minute(15))).isFalse();
        assertThat(keys.newest(minute(99))).contains(madeAt("2", 10));
    }

    @Test
    void aSecondReplacementProlongsNothingAndForgetsWhatHasEnded() {
        EventKeyRing keys = EventKeyRing.of(FIRST)
                .replacedBy(madeAt("2", 10), Duration.ofMinutes(5))
                .replacedBy(madeAt("3", 12), Duration.ofHours(1));
        assertThat(keys.find("1").orElseThrow().validUntil()).isEqualTo(minute(15));
        assertThat(keys.find("2").orElseThrow().validUntil()).isEqualTo(minute(72));
        assertThat(keys.replacedBy(madeAt("4", 15), Duration.ofHours(1)).all())
                .extracting(EventKey::id)
                .containsExactly("2", "3", "4");
    }

    @Test
    void withoutGraceTheOthersAreGoneAtOnce() {
        EventKeyRing keys = EventKeyRing.of(FIRST).replacedBy(madeAt("2", 10), Duration.ZERO);
        assertThat(keys).isEqualTo(EventKeyRing.of(madeAt("2", 10)));
    }

    @Test
    void theNewestIsTheNewestThatWorks() {
        EventKeyRing keys = EventKeyRing.of(FIRST).replacedBy(madeAt("2", 10), Duration.ofMinutes(5));
        assertThat(keys.without("2").newest(minute(14))).map(EventKey::id).contains("1");
        assertThat(keys.without("2").newest(minute(15))).isEmpty();
        assertThat(keys.without("2").without("1").newest(minute(14))).isEmpty();
        assertThat(keys.without("no such")).isEqualTo(keys);
    }

    @Test
    void aKeyIsNotShownByAccident() {
        EventKey key = new EventKey("1", "secret", START, null);
        assertThat(EventKeyRing.of(key).toString()).contains("1").doesNotContain("secret");
    }

    private static EventKey madeAt(String id, int minute) {
        return new EventKey(id, "value of " + id, minute(minute), null);
    }

    private static Instant minute(int minute) {
        return START.plus(Duration.ofMinutes(minute));
    }
}
