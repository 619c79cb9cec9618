package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.LongStream;
import org.gatecast.model.EventState;
import org.gatecast.snapshot.VersionChange;
import org.junit.jupiter.api.Test;

class FollowedEventTest {
    private final EventState state = at(5);

    @Test
    void theChangesAfterAVersionAreKnownIfNoneIsMissing() {
        assertThat(followed(2, 3, 4, 5).changesSince(3))
                .extracting(VersionChange::version)
                .containsExactly(4L, 5L);
        assertThat(followed(2, 3, 4, 5).changesSince(1)).hasSize(4);
    }

    @Test
    void ifOneIsMissingNothingIsKnown() {
        assertThat(followed(2, 4, 5).changesSince(1)).as("a gap").isEmpty();
        assertThat(followed(3, 4, 5).changesSince(1)).as("deleted since").isEmpty();
        assertThat(followed(2, 3, 4).changesSince(1)).as("the last").isEmpty();
        assertThat(followed().changesSince(1)).isEmpty();
    }

    private FollowedEvent followed(long... versions) {
        return new FollowedEvent(
                state,
                LongStream.of(versions)
                        .mapToObj(version -> new VersionChange(version, Map.of(), false, true))
                        .toList());
    }

    private static EventState at(long version) {
        EventState draft = SampleStates.draft("e");
        return draft.withMeta(draft.meta().withVersion(version));
    }
}
