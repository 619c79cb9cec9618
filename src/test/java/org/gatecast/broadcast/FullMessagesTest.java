package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.transport.FrameReferences;
import org.gatecast.transport.SpectatorMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FullMessagesTest {
    private static final List<OnCourseEntry> NO_RIDERS = List.of();
    private static final Subscription RACE = Subscription.to(List.of(SimulatedEvent.race(1)));

    private final FullMessages fulls = new FullMessages(new SimulatedEvent("a1b2c3d4e5", 2, 20).snapshot());

    @AfterEach
    void release() {
        fulls.release();
    }

    @Test
    void theMessageOfASubscriptionIsMadeOnce() {
        SpectatorMessage full = fulls.of(RACE, NO_RIDERS);
        assertThat(fulls.of(Subscription.to(List.of(SimulatedEvent.race(1))), NO_RIDERS))
                .isSameAs(full);
        assertThat(fulls.contains(RACE, full)).isTrue();
        assertThat(fulls.of(Subscription.UNFILTERED, NO_RIDERS)).isNotSameAs(full);
        assertThat(fulls.contains(Subscription.UNFILTERED, full)).isFalse();
    }

    @Test
    void whenTheRidersOnCourseChangeItIsMadeAnewAndTheOldOneIsFreed() {
        SpectatorMessage before = fulls.of(RACE, NO_RIDERS);
        FrameReferences frame = FrameReferences.of(before);
        SpectatorMessage after = fulls.of(RACE, List.of(SimulatedEvent.rider(7, 100)));
        assertThat(after).isNotSameAs(before);
        assertThat(after.length()).isGreaterThan(before.length());
        assertThat(frame.count()).isZero();
    }

    @Test
    void whenTheLastSpectatorOfASubscriptionLeavesItsMessageIsFreed() {
        FrameReferences frame = FrameReferences.of(fulls.of(RACE, NO_RIDERS));
        FrameReferences other = FrameReferences.of(fulls.of(Subscription.UNFILTERED, NO_RIDERS));
        fulls.release(RACE);
        assertThat(frame.count()).isZero();
        assertThat(other.count()).isEqualTo(1);
    }
}
