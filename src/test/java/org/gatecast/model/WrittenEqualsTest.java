package org.gatecast.model;

import nl.jqno.equalsverifier.EqualsVerifier;
import nl.jqno.equalsverifier.Warning;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that write out their equals compare every component, as a record does by itself. */
class WrittenEqualsTest {

    @ParameterizedTest
    @ValueSource(
            classes = {ClassId.class, EventId.class, ParticipantId.class, RaceId.class, Result.class, ResultReport.class
            })
    void everyComponentCounts(Class<?> record) {
        EqualsVerifier.forClass(record).suppress(Warning.NULL_FIELDS).verify();
    }
}
