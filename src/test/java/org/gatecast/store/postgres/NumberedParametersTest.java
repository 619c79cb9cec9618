package org.gatecast.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberedParametersTest {
    @Test
    void questionMarksAreNumberedFromOne() {
        assertThat(NumberedParameters.numbered("UPDATE a SET b = ?, c = ? WHERE d = ?"))
                .isEqualTo("UPDATE a SET b = $1, c = $2 WHERE d = $3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NOVÁK", "a\0b", "\0", "\uFFFF", "\uFFFF0", "\uFFFF\uFFFF\0\uFFFF", "0\0" + "0"})
    void anyTextComesBackAsItWas(String text) {
        String stored = NulEscape.escaped(text);
        assertThat(stored).doesNotContain("\0");
        assertThat(NulEscape.unescaped(stored)).isEqualTo(text);
    }
}
