package org.gatecast.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.stream.Stream;
import org.gatecast.bus.DatabaseContact;
import org.gatecast.model.EventId;
import org.gatecast.transport.ManualEventLoops.ConnectedSpectator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SpectatorHandoverTest {
    private static final int SPECTATORS = 300;
    /** One, and each hundredth. */
    private static final int FEW = 4;

    private final ManualEventLoops loops = new ManualEventLoops(false, 1);
    private final List<ConnectedSpectator> spectators = Stream.generate(
                    () -> loops.connect(ClientFormat.plain(), () -> {}, version -> {}, 0, false))
            .limit(SPECTATORS)
            .toList();
    private final SpectatorLimit limit = SpectatorLimit.shared(10);
    private final Queue<Runnable> timers = new ArrayDeque<>();
    private final SpectatorHandover handover = new SpectatorHandover(
            limit,
            () -> spectators.stream()
                    .map(spectator -> spectator.connection)
                    .filter(SpectatorConnection::isOpen)
                    .toList(),
            (afterMillis, task) -> timers.add(task));

    @AfterEach
    void close() {
        loops.close();
    }

    @Test
    void whenNobodyComesAfterAFewHaveGoneAllGo() {
        lost();
        assertThat(gone()).isZero();
        timerRuns();
        assertThat(gone()).isEqualTo(FEW);
        while (!timers.isEmpty()) {
            timerRuns();
        }
        assertThat(gone()).isEqualTo(SPECTATORS);
    }

    @Test
    void asLongAsSomebodyComesTheyStay() {
        lost();
        for (int i = 0; i < 10; i++) {
            somebodyComes();
            timerRuns();
        }
        assertThat(gone()).isZero();
    }

    @Test
    void whenOneOfTheFewComesBackTheOthersStay() {
        lost();
        timerRuns();
        somebodyComes();
        timerRuns();
        assertThat(gone()).isEqualTo(FEW);
        timerRuns();
        assertThat(gone()).as("the next try").isGreaterThan(FEW).isLessThan(3 * FEW);
    }

    @Test
    void whenTheDatabaseIsBackNobodyIsSentAway() {
        lost();
        handover.onContact(new DatabaseContact(false));
        timerRuns();
        assertThat(gone()).isZero();
        assertThat(timers).isEmpty();
    }

    private void lost() {
        handover.onContact(new DatabaseContact(true));
    }

    private void timerRuns() {
        timers.remove().run();
        loops.run();
    }

    private void somebodyComes() {
        limit.take(new EventId("e"));
    }

    private long gone() {
        return spectators.stream()
                .filter(spectator -> !spectator.connection.isOpen())
                .count();
    }
}
