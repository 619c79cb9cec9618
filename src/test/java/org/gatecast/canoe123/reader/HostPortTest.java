package org.gatecast.canoe123.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "timing-pc,timing-pc:27333",
        "192.168.1.5:4000,192.168.1.5:4000",
        "fe80::1,[fe80::1]:27333",
        "[::1]:80,[::1]:80"
    })
    void hostAndPortAreRead(String text, String read) {
        assertThat(HostPort.of(text, 27333)).hasToString(read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":80", "pc:", "pc:0", "pc:70000", "pc:x", "http://pc"})
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> HostPort.of(text, 27333)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDefaultPortIsCanoe123s() {
        assertThat(StreamAddress.PORT).isEqualTo(27333);
    }
}
