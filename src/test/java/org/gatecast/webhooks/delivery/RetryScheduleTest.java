package org.gatecast.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.gatecast.model.EventId;
import org.gatecast.model.WebhookProgress;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {
    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    private final RetrySchedule middle = new RetrySchedule(() -> 0.5);

    @Test
    void waitsDoubleUpToTenMinutes() {
        assertThat(wait(middle, after(0))).isEqualTo(Duration.ofSeconds(1));
        assertThat(wait(middle, after(1))).isEqualTo(Duration.ofSeconds(2));
        assertThat(wait(middle, after(5))).isEqualTo(Duration.ofSeconds(32));
        assertThat(wait(middle, after(10))).isEqualTo(Duration.ofMinutes(10));
        assertThat(wait(middle, after(Integer.MAX_VALUE))).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void theWaitDoesNotBeginAnewForAnEventAfterOthersWereLeftOut() {
        WebhookProgress failing = after(6).failed(NOW.minusSeconds(90), NOW);
        assertThat(wait(middle, failing.skippedUpTo(7, 1))).isEqualTo(Duration.ofSeconds(90));
        WebhookProgress failingLong = after(6).failed(NOW.minusSeconds(9_000), NOW);
        assertThat(wait(middle, failingLong.skippedUpTo(7, 1))).isEqualTo(Duration.ofMinutes(10));
        WebhookProgress failingNow = after(0).failed(NOW, NOW);
        assertThat(wait(middle, failingNow.skippedUpTo(7, 1))).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void waitsAreSpread() {
        assertThat(wait(new RetrySchedule(() -> 0), after(0))).isEqualTo(Duration.ofMillis(800));
        assertThat(wait(new RetrySchedule(() -> 1), after(0))).isEqualTo(Duration.ofMillis(1200));
    }

    @Test
    void aReceiverMayAskForMoreTimeButNotForAnyTime() {
        assertThat(middle.next(after(0), NOW, Duration.ofSeconds(90))).contains(NOW.plusSeconds(90));
        assertThat(middle.next(after(0), NOW, Duration.ofDays(10))).contains(NOW.plus(Duration.ofMinutes(20)));
    }

    @Test
    void itGivesUpAfterThreeDays() {
        WebhookProgress failing = after(400).failed(NOW, NOW);
        assertThat(middle.next(failing, NOW.plus(Duration.ofDays(3)).minusMillis(1), Duration.ZERO))
                .isPresent();
        assertThat(middle.next(failing, NOW.plus(Duration.ofDays(3)), Duration.ZERO))
                .isEmpty();
        assertThat(middle.next(failing.retried(1), NOW.plus(Duration.ofDays(9)), Duration.ZERO))
                .isPresent();
    }

    private static Duration wait(RetrySchedule schedule, WebhookProgress progress) {
        return Duration.between(NOW, schedule.next(progress, NOW, Duration.ZERO).orElseThrow());
    }

    private static WebhookProgress after(int attempts) {
        return new WebhookProgress(new EventId("e"), "g", "w", 0, attempts, null, null, null, 0, 0);
    }
}
