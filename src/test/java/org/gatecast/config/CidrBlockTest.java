package org.gatecast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrBlockTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.0, false",
        "192.0.2.64/27, 192.0.2.95, true",
        "192.0.2.64/27, 192.0.2.96, false",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "0.0.0.0/0, 203.0.113.9, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "2001:db8::/32, 2001:db8:ffff::1, true",
        "2001:db8::/33, 2001:db8:ffff::1, false",
        "::1, ::1, true",
        "0db8::0001, db8::1, true",
        "0.0.0.0, 0.0.0.0, true",
        "::ffff:10.0.0.1, 10.0.0.1, true",
    })
    void whatIsInIt(String network, String address, boolean inside) {
        assertThat(CidrBlock.parse(network).contains(CidrBlock.address(address)))
                .isEqualTo(inside);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.1",
                "::/129",
                "[::1]",
                "a/8",
                "010.0.0.1",
                "10.0.00.1",
                "10.0.0.01",
                "::ffff:010.0.0.1"
            })
    void whatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> CidrBlock.parse(text));
    }

    @Test
    void namesAreNotLookedUp() {
        assertThat(CidrBlock.address("localhost")).isNull();
    }
}
