package org.gatecast.bench.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.gatecast.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The short form of each attack: that the service answers, not how fast. */
class AttacksIT {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "unread-docs",
                "unread-tables",
                "together",
                "slow-bodies",
                "colliding-names",
                "stale-key",
                "paths",
                "moved-database",
                "tiny-heap"
            })
    void theBoundHolds(String attack) throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        List<String> program =
                List.of("-XX:TieredStopAtLevel=1", "-cp", ServerProcess.classPath(), "org.gatecast.Main");
        List<String> broken = RunAttacks.run(
                RunAttacks.named(attack),
                each -> AttackedServer.start(each, program),
                AttackScale.SHORT,
                new PrintStream(output, true, StandardCharsets.UTF_8));
        assertThat(broken).as(output.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void onlyLoopbackAddressesAreAttacked() throws Exception {
        assertThatThrownBy(() -> RunAttacks.loopback("192.0.2.1:80")).hasMessageContaining("not this machine");
        assertThat(RunAttacks.loopback("127.0.0.1:8080").port()).isEqualTo(8080);
    }
}
