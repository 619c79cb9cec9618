package org.gatecast.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.gatecast.bench.MeasuredServer;
import org.gatecast.testing.ApiClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@link FuzzHttp}. */
class FuzzHttpIT {
    private static final int CASES = 2_000;

    @TempDir
    private Path directory;

    @Test
    void everyRandomRequestGetsAValidResponseAndChangesNothingWithoutAKey() throws IOException, InterruptedException {
        try (MeasuredServer server = FuzzHttp.server(directory)) {
            HttpFuzzer fuzzer = new HttpFuzzer(ApiClient.behindProxy(server.port()), 20261121, 4);
            fuzzer.round(0, CASES);
            assertThat(fuzzer.breaches()).isEmpty();
            assertThat(server.loggedErrors()).as("errors in the log").isZero();
            assertThat(fuzzer.statuses())
                    .containsKeys("101", "200", "201", "400", "401", "403", "404", "405", "410", "505");
            assertThat(fuzzer.granted()).hasSizeGreaterThan(50);
        }
    }
}
