package org.gatecast.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.gatecast.model.KeyValidity.Margins;
import org.junit.jupiter.api.Test;

class AuthorityTest {
    private static final Instant NOW = Instant.parse("2026-06-20T10:00:00Z");
    private static final EventId EVENT = new EventId("TEST");
    private static final EventKey OLD = new EventKey("old", "a", NOW.minusSeconds(60), NOW.plusSeconds(60), null);
    private static final EventKey NEW = new EventKey("new", "b", NOW.minusSeconds(30), null, null);
    private static final EventDetails DETAILS = new EventDetails("Test", null, null, null, null, null, null);
    private static final Margins MARGINS = new Margins(10, 5, 5);

    @Test
    void aKeyOfTheSameEventThatWorksMayChangeIt() {
        assertThat(refusal(by("g1", "old"), event("g1", OLD, NEW), NOW)).isNull();
        assertThat(refusal(by("g1", "new"), event("g1", OLD, NEW), NOW)).isNull();
    }

    @Test
    void aMasterMayChangeTheEventThatWasMeant() {
        assertThat(refusal(by("g1", null), event("g1"), NOW)).isNull();
        assertThat(refusal(by("g1", null), event("g2"), NOW)).isEqualTo(ErrorCode.NotFound);
        assertThat(refusal(by("g1", null), null, NOW)).isEqualTo(ErrorCode.NotFound);
    }

    @Test
    void aKeyThatWasRevokedReplacedOrExpiredMayNot() {
        assertThat(refusal(by("g1", "old"), event("g1", NEW), NOW)).isEqualTo(ErrorCode.Unauthorized);
        assertThat(refusal(by("g1", "old"), event("g1", OLD, NEW), NOW.plusSeconds(60)))
                .isEqualTo(ErrorCode.Unauthorized);
        assertThat(refusal(by("g1", "new"), event("g1", NEW), NOW.plus(Duration.ofDays(30))))
                .isEqualTo(ErrorCode.Unauthorized);
        assertThat(refusal(by("g1", "new"), event("g1", NEW), NOW.minus(Duration.ofDays(30))))
                .isEqualTo(ErrorCode.Unauthorized);
    }

    @Test
    void aKeyOfAPastEventMayNotChangeTheNextOneOfItsName() {
        assertThat(refusal(by("g1", "old"), null, NOW)).isEqualTo(ErrorCode.Unauthorized);
        assertThat(refusal(by("g1", "old"), event("g2", NEW), NOW)).isEqualTo(ErrorCode.Unauthorized);
    }

    @Test
    void ofARestoredEventTheSameKeyMayComeAgain() {
        assertThat(refusal(by("g1", "new"), event("g2", NEW), NOW)).isEqualTo(ErrorCode.Unavailable);
    }

    @Test
    void anIngestCallNeedsAStatusThatAcceptsItsSource() {
        EventMeta finished = event("g1", NEW).withStatus(EventStatus.FINISHED, NOW);
        assertThat(by("g1", "new").refusal(finished, IngestSource.RESULTS, MARGINS, NOW))
                .isEmpty();
        assertThat(by("g1", "new").refusal(finished, IngestSource.ONCOURSE, MARGINS, NOW))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.Forbidden));
        assertThat(by("g1", "old").refusal(finished, IngestSource.ONCOURSE, MARGINS, NOW))
                .as("the key is checked first")
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.Unauthorized));
    }

    private static Authority by(String generation, String keyId) {
        return new Authority(EVENT, generation, keyId);
    }

    private static ErrorCode refusal(Authority by, EventMeta event, Instant now) {
        return by.refusal(event, null, MARGINS, now).map(Refusal::code).orElse(null);
    }

    private static EventMeta event(String generation, EventKey... keys) {
        return new EventMeta(
                EVENT,
                generation,
                new EventKeyRing(List.of(keys)),
                DETAILS,
                Set.of(),
                new OrganiserDates("2026-06-20", "2026-06-20"),
                EventStatus.RUNNING,
                NOW,
                EventConfig.NONE,
                true,
                null,
                NOW,
                7);
    }
}
