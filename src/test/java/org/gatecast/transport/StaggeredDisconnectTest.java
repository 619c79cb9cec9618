package org.gatecast.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.gatecast.config.Settings;
import org.gatecast.transport.ManualEventLoops.ConnectedSpectator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaggeredDisconnectTest {
    private static final int LOOP = 0;

    private final ManualEventLoops loops = new ManualEventLoops(false, 1);

    @AfterEach
    void close() {
        loops.close();
    }

    /** The list is immutable, as a stream's is; a shuffle in place would fail from two spectators on. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 10})
    void everySpectatorOfALoopIsDisconnectedFromAnImmutableList(int spectators) {
        List<ClientFormat> formats = IntStream.range(0, spectators)
                .mapToObj(i -> ClientFormat.plain())
                .toList();
        List<ConnectedSpectator> connected = formats.stream()
                .map(format -> loops.connect(format, () -> {}, version -> {}, LOOP, false))
                .toList();

        assertThat(disconnect(connected, Duration.ZERO).tick()).isTrue();
        loops.run();

        for (int i = 0; i < spectators; i++) {
            formats.get(i).decoder().decode(connected.get(i).read(1 << 10));
            assertThat(formats.get(i).decoder().controls())
                    .singleElement()
                    .satisfies(frame -> assertThat(frame.closeCode()).isEqualTo(CloseReason.RESTARTING.code()));
        }
    }

    @Test
    void noSpectatorIsDisconnectedBeforeItIsDue() {
        ClientFormat format = ClientFormat.plain();
        ConnectedSpectator spectator = loops.connect(format, () -> {}, version -> {}, LOOP, false);
        ConnectedSpectator other = loops.connect(ClientFormat.plain(), () -> {}, version -> {}, LOOP, false);

        assertThat(disconnect(List.of(spectator, other), Duration.ofHours(1)).tick())
                .as("all are closed")
                .isFalse();
    }

    private static StaggeredDisconnect disconnect(List<ConnectedSpectator> connected, Duration spread) {
        return StaggeredDisconnect.forRestart(
                connected.stream().map(spectator -> spectator.connection).toList(),
                new Settings.Drain(Duration.ZERO, spread, Duration.ofSeconds(1), Duration.ofSeconds(2)));
    }
}
