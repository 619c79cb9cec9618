package org.gatecast.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatecast.config.SettingsLoader;
import org.junit.jupiter.api.Test;

/** What answers take of the room for what is unread, and give back. */
class ChargeTest {
    private static final int TABLE = 30_000;
    private static final int COPIED = 10_000;

    private final UnsentBytes all = new UnsentBytes(100_000);
    private final Limiter limiter = limiter();
    private final List<Charge> taken = new ArrayList<>();

    @Test
    void anAnswerThatManyAreBeingSentCountsOnce() {
        AnswerMemory table = AnswerMemory.shared(TABLE);
        for (int i = 0; i < 7; i++) {
            assertThat(take(i, table)).isEqualTo(AnswerRoom.TAKEN);
        }
        assertThat(all.taken()).isEqualTo(100_000);
        assertThat(take(7, table)).isEqualTo(AnswerRoom.FULL);
        giveAllBack();
    }

    @Test
    void anotherVersionOfItCountsBesides() {
        assertThat(take(1, AnswerMemory.shared(TABLE))).isEqualTo(AnswerRoom.TAKEN);
        assertThat(take(2, AnswerMemory.shared(TABLE))).isEqualTo(AnswerRoom.TAKEN);
        assertThat(take(3, AnswerMemory.shared(TABLE))).isEqualTo(AnswerRoom.FULL);
        assertThat(all.taken()).isEqualTo(80_000);
        giveAllBack();
        assertThat(take(3, AnswerMemory.shared(TABLE))).isEqualTo(AnswerRoom.TAKEN);
    }

    @Test
    void whatWasMadeForOneCountsForTheAddressThatAsked() {
        assertThat(take(1, AnswerMemory.single(15_000))).isEqualTo(AnswerRoom.TAKEN);
        assertThat(take(1, AnswerMemory.single(15_000))).isEqualTo(AnswerRoom.TAKEN);
        assertThat(take(1, AnswerMemory.single(15_000))).isEqualTo(AnswerRoom.ADDRESS_FULL);
        assertThat(take(2, AnswerMemory.single(15_000))).isEqualTo(AnswerRoom.TAKEN);
        giveAllBack();
        assertThat(take(1, AnswerMemory.single(15_000))).isEqualTo(AnswerRoom.TAKEN);
    }

    @Test
    void oneAnswerIsAlwaysOnItsWayToAnAddress() {
        assertThat(take(1, AnswerMemory.single(70_000))).isEqualTo(AnswerRoom.TAKEN);
        assertThat(take(1, AnswerMemory.single(1))).isEqualTo(AnswerRoom.ADDRESS_FULL);
    }

    @Test
    void whoHasAKeyTakesMoreThanThereIsAndItCounts() {
        AnswerMemory large = AnswerMemory.single(200_000);
        Charge charge = charge(1, large);
        charge.takeAnyway();
        assertThat(all.taken()).isEqualTo(210_000);
        assertThat(take(2, AnswerMemory.single(1))).isEqualTo(AnswerRoom.FULL);
        charge.release();
        assertThat(all.taken()).isZero();
        assertThat(take(1, AnswerMemory.single(1))).isEqualTo(AnswerRoom.TAKEN);
    }

    private AnswerRoom take(int address, AnswerMemory memory) {
        Charge charge = charge(address, memory);
        AnswerRoom room = charge.take();
        if (room == AnswerRoom.TAKEN) {
            taken.add(charge);
        }
        return room;
    }

    private Charge charge(int address, AnswerMemory memory) {
        return new Charge(all, visitor(address), memory, COPIED);
    }

    private Visitor visitor(int address) {
        try {
            return limiter.visitor(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) address}));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void giveAllBack() {
        taken.forEach(Charge::release);
        taken.clear();
        assertThat(all.taken()).isZero();
    }

    private static Limiter limiter() {
        var settings = SettingsLoader.load(Map.of("limits.unsent-bytes-per-address", "50000"));
        return new Limiter(settings.limits(), settings.proxies(), System::nanoTime);
    }
}
