package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatecast.model.RaceId;
import org.junit.jupiter.api.Test;

class SubscriptionTest {
    private static final RaceId ONE = SimulatedEvent.race(1);
    private static final RaceId TWO = SimulatedEvent.race(2);

    @Test
    void noRaceMeansEveryRace() {
        assertThat(Subscription.to(List.of())).isSameAs(Subscription.UNFILTERED);
        assertThat(Subscription.UNFILTERED.wants(ONE)).isTrue();
    }

    @Test
    void onlyTheRacesNamedAreWanted() {
        Subscription subscription = Subscription.to(List.of(ONE));
        assertThat(subscription.wants(ONE)).isTrue();
        assertThat(subscription.wants(TWO)).isFalse();
    }

    @Test
    void theSameRacesInAnyOrderAndNumberAreOneSubscription() {
        assertThat(Subscription.to(List.of(TWO, ONE, TWO)))
                .isEqualTo(Subscription.to(List.of(ONE, TWO)))
                .hasSameHashCodeAs(Subscription.to(List.of(ONE, TWO)));
    }

    @Test
    void theOrderOfTablesDoesNotDependOnTheFirstSpectator() {
        assertThat(Subscription.to(List.of(TWO, ONE)).races()).containsExactly(ONE, TWO);
    }
}
