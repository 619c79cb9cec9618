package org.gatecast.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.model.EventStatus.DRAFT;
import static org.gatecast.model.EventStatus.FINISHED;
import static org.gatecast.model.EventStatus.OFFICIAL;
import static org.gatecast.model.EventStatus.RUNNING;
import static org.gatecast.model.EventStatus.STARTLIST;

import org.junit.jupiter.api.Test;

class EventStatusTest {

    @Test
    void aStateAheadIsReachedThroughThoseBetween() {
        assertThat(DRAFT.pathTo(RUNNING)).containsExactly(STARTLIST, RUNNING);
        assertThat(DRAFT.pathTo(OFFICIAL)).containsExactly(STARTLIST, RUNNING, FINISHED, OFFICIAL);
        assertThat(RUNNING.pathTo(OFFICIAL)).containsExactly(FINISHED, OFFICIAL);
    }

    @Test
    void whatMayFollowAtOnceIsReachedAtOnce() {
        for (EventStatus from : EventStatus.values()) {
            for (EventStatus to : from.next()) {
                assertThat(from.pathTo(to)).containsExactly(to);
            }
        }
    }

    @Test
    void everyStepOfAWayIsOneThatMayBeTaken() {
        for (EventStatus from : EventStatus.values()) {
            for (EventStatus to : EventStatus.values()) {
                EventStatus at = from;
                for (EventStatus next : from.pathTo(to)) {
                    assertThat(at.next()).contains(next);
                    at = next;
                }
            }
        }
    }

    @Test
    void thereIsNoWayBackOrToWhereOneIsBeyondTheTable() {
        assertThat(RUNNING.pathTo(STARTLIST)).isEmpty();
        assertThat(RUNNING.pathTo(DRAFT)).isEmpty();
        assertThat(FINISHED.pathTo(STARTLIST)).isEmpty();
        for (EventStatus status : EventStatus.values()) {
            assertThat(status.pathTo(status)).isEmpty();
            assertThat(OFFICIAL.pathTo(status)).isEmpty();
        }
    }
}
