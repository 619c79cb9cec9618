package org.gatecast.booth.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginCheckTest {
    @ParameterizedTest
    @CsvSource({
        // reads: typed, reloaded, fetched by the page, from a program
        "false, 127.0.0.1:8377, , none, true",
        "false, 127.0.0.1:8377, , same-origin, true",
        "false, localhost:8377, , , true",
        "false, '[::1]:8377', , , true",
        // another name that leads here (DNS rebinding), another port, no name
        "false, rebound.example:8377, , same-origin, false",
        "false, 127.0.0.1:80, , , false",
        "false, 127.0.0.1, , , false",
        "false, , , , false",
        // pages of other sites, and of other ports of this machine
        "false, 127.0.0.1:8377, http://other.example, cross-site, false",
        "false, 127.0.0.1:8377, , cross-site, false",
        "false, 127.0.0.1:8377, , same-site, false",
        // changes
        "true, 127.0.0.1:8377, http://127.0.0.1:8377, same-origin, true",
        "true, localhost:8377, http://localhost:8377, , true",
        "true, 127.0.0.1:8377, , , false",
        "true, 127.0.0.1:8377, null, , false",
        "true, 127.0.0.1:8377, http://127.0.0.1:3000, same-site, false",
        "true, 127.0.0.1:8377, https://127.0.0.1:8377, , false",
        "true, localhost:8377, http://127.0.0.1:8377, , false",
        "true, 127.0.0.1:8377, http://127.0.0.1:8377, none, false",
        "true, rebound.example:8377, http://rebound.example:8377, same-origin, false",
    })
    void onlyThePageItselfIsServed(boolean changes, String host, String origin, String site, boolean isOwn) {
        assertThat(OriginCheck.isOwn(changes, host, origin, site, 8377)).isEqualTo(isOwn);
    }
}
