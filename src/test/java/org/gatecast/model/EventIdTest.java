package org.gatecast.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventIdTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "CZE2.2026112000", "...", "_-.", ".a", "a."})
    void anIdIsLettersDigitsDotsAndDashes(String id) {
        assertThat(EventId.isValid(id)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a b", "a/b", "ä"})
    void whatNoAddressCanNameIsNoId(String id) {
        assertThat(EventId.isValid(id)).isFalse();
    }
}
