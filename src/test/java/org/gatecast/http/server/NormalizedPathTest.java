package org.gatecast.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One way of writing a path is taken, and everything that has an address can be written in it. */
class NormalizedPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/api/v1/events",
                "/api/v1/events/",
                "/api/v1/events/A.b_c-1",
                "/api/v1/events/..a/.b./...",
                "/api/v1/events/E/results/K1M%20ST",
                "/api/v1/events/E/results/P%C5%99%c3%ad",
                "/api/v1/events/E/results/%F0%9F%9A%80%25%3F%23%7C",
                "/e/E/r/a:b@c!$&'()*+,;=~",
                "/assets/0a1b/app|x^y[z].js",
            })
    void whatNothingWouldWriteDifferentlyIsTaken(String path) {
        assertThat(NormalizedPath.isNormal(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api",
                "//",
                "//api",
                "/api//v1",
                "/api/v1//",
                "/.",
                "/..",
                "/api/.",
                "/api/..",
                "/api/./v1",
                "/api/../v1",
                "/%61pi",
                "/api/%2e",
                "/api/%2E%2E/v1",
                "/api/.%2e/v1",
                "/%7Eapi",
                "/%41",
                "/api%2Fv1",
                "/api%2fv1",
                "/api\\v1",
                "/api%5Cv1",
                "/api%00",
                "/api%0d%0a",
                "/api%7F",
                "/api%C2%85",
                "/api%C0%AF",
                "/api%FF",
                "/api%E0%80%AF",
                "/api%ED%A0%80",
                "/api%",
                "/api%2",
                "/api%zz",
                "/api%%32e",
                "/api v1",
                "/api\u00e9",
                "/api\u0001",
                "/\uff0e\uff0e/",
            })
    void everythingElseIsNot(String path) {
        assertThat(NormalizedPath.isNormal(path)).isFalse();
    }
}
