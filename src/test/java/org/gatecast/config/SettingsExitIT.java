package org.gatecast.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.gatecast.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Invalid settings end the start with one line that an operator can act on (contract section 6). */
class SettingsExitIT {
    @TempDir
    private Path directory;

    static Stream<Arguments> badValues() {
        return Stream.of(
                Arguments.of("PORT", "eighty", "http.port", "0 to 65535"),
                Arguments.of("GATECAST_SPECTATORS_PER_EVENT", "0", "spectators.per-event", "1 to 100000"),
                Arguments.of("LOG_LEVEL", "LOUD", "log.level", "TRACE, DEBUG, INFO, WARN, ERROR, OFF"));
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void aBadValueIsReportedWithItsKeyAndTheAllowedValues(String variable, String value, String key, String allowed) {
        try (ServerProcess service = ServerProcess.start(directory, Map.of(variable, value))) {
            assertThat(service.awaitExit()).isEqualTo(2);
            assertThat(service.errors()).hasSize(1);
            assertThat(service.errors().element()).contains(key, value, allowed);
            assertThat(service.output()).isEmpty();
        }
    }

    @Test
    void productionWithoutAMasterPasswordIsRefused() {
        try (ServerProcess service = ServerProcess.start(directory, Map.of("GATECAST_SECURITY_PRODUCTION", "true"))) {
            assertThat(service.awaitExit()).isEqualTo(2);
            assertThat(service.errors()).hasSize(1);
            assertThat(service.errors().element()).contains("MASTER_PASSWORDS");
        }
    }

    @Test
    void aPortInUseEndsTheStart() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerProcess service = ServerProcess.start(
                        directory,
                        Map.of(
                                "PORT", Integer.toString(taken.getLocalPort()),
                                "GATECAST_HTTP_HOST", "127.0.0.1",
                                "DATABASE_PATH", directory.resolve("x.db").toString()))) {
            assertThat(service.awaitExit()).isEqualTo(1);
            assertThat(String.join("\n", service.output())).contains("in use", "PORT");
        }
    }
}
