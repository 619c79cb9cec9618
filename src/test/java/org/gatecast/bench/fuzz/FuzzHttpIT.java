package org.gatecast.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.gatecast.testing.Api;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The short form of {@link FuzzHttp}, in this process: no event loop is held up either, and no buffer leaks. */
class FuzzHttpIT {
    private static final int CASES = 1_500;

    @RegisterExtension
    final TestServer server = TestServer.with(
            "security.master-passwords", RequestMaker.PASSWORD,
            "limits.requests-burst", "10000000",
            "limits.failed-authentications-burst", "1000000",
            "limits.head-timeout-millis", "1000",
            "limits.body-timeout-millis", "2000");

    @Test
    void whateverIsAskedIsAnsweredAsItHasToBeAndChangesNothingWithoutAKey() throws IOException, InterruptedException {
        Fuzzer fuzzer = new Fuzzer(Api.behindProxy(server.api().port()), 20261121, 4);
        fuzzer.round(0, CASES);
        assertThat(fuzzer.breaches()).isEmpty();
        assertThat(fuzzer.statuses())
                .containsKeys("101", "200", "201", "400", "401", "403", "404", "405", "410", "505");
        assertThat(fuzzer.granted()).hasSizeGreaterThan(50);
    }
}
