package org.gatecast.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatecast.config.SettingsLoader;
import org.junit.jupiter.api.Test;

/** What responses take of the room for what is unread, and give back. */
class MemoryReservationTest {
    private static final int TABLE = 30_000;
    private static final int COPIED = 10_000;

    private final UnsentBytesBudget all = new UnsentBytesBudget(100_000);
    private final Limiter limiter = limiter();
    private final List<MemoryReservation> taken = new ArrayList<>();

    @Test
    void aResponseThatIsSentToManyClientsCountsOnce() {
        ResponseMemory table = ResponseMemory.shared(TABLE);
        for (int i = 0; i < 7; i++) {
            assertThat(take(i, table)).isEqualTo(ReservationResult.TAKEN);
        }
        assertThat(all.reservedBytes()).isEqualTo(100_000);
        assertThat(take(7, table)).isEqualTo(ReservationResult.FULL);
        giveAllBack();
    }

    @Test
    void anotherVersionOfItCountsBesides() {
        assertThat(take(1, ResponseMemory.shared(TABLE))).isEqualTo(ReservationResult.TAKEN);
        assertThat(take(2, ResponseMemory.shared(TABLE))).isEqualTo(ReservationResult.TAKEN);
        assertThat(take(3, ResponseMemory.shared(TABLE))).isEqualTo(ReservationResult.FULL);
        assertThat(all.reservedBytes()).isEqualTo(80_000);
        giveAllBack();
        assertThat(take(3, ResponseMemory.shared(TABLE))).isEqualTo(ReservationResult.TAKEN);
    }

    @Test
    void whatWasMadeForOneCountsForTheAddressThatAsked() {
        assertThat(take(1, ResponseMemory.single(15_000))).isEqualTo(ReservationResult.TAKEN);
        assertThat(take(1, ResponseMemory.single(15_000))).isEqualTo(ReservationResult.TAKEN);
        assertThat(take(1, ResponseMemory.single(15_000))).isEqualTo(ReservationResult.ADDRESS_FULL);
        assertThat(take(2, ResponseMemory.single(15_000))).isEqualTo(ReservationResult.TAKEN);
        giveAllBack();
        assertThat(take(1, ResponseMemory.single(15_000))).isEqualTo(ReservationResult.TAKEN);
    }

    @Test
    void oneResponseToAnAddressIsAlwaysAllowed() {
        assertThat(take(1, ResponseMemory.single(70_000))).isEqualTo(ReservationResult.TAKEN);
        assertThat(take(1, ResponseMemory.single(1))).isEqualTo(ReservationResult.ADDRESS_FULL);
    }

    @Test
    void aCallerWithAKeyMayExceedTheBudgetAndItCounts() {
        ResponseMemory large = ResponseMemory.single(200_000);
        MemoryReservation reservation = charge(1, large);
        reservation.takeUnbounded();
        assertThat(all.reservedBytes()).isEqualTo(210_000);
        assertThat(take(2, ResponseMemory.single(1))).isEqualTo(ReservationResult.FULL);
        reservation.release();
        assertThat(all.reservedBytes()).isZero();
        assertThat(take(1, ResponseMemory.single(1))).isEqualTo(ReservationResult.TAKEN);
    }

    private ReservationResult take(int address, ResponseMemory memory) {
        MemoryReservation reservation = charge(address, memory);
        ReservationResult result = reservation.take();
        if (result == ReservationResult.TAKEN) {
            taken.add(reservation);
        }
        return result;
    }

    private MemoryReservation charge(int address, ResponseMemory memory) {
        return new MemoryReservation(all, visitor(address), memory, COPIED);
    }

    private AddressLimits visitor(int address) {
        try {
            return limiter.addressLimits(InetAddress.getByAddress(new byte[] {(byte) 192, 0, 2, (byte) address}));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    private void giveAllBack() {
        taken.forEach(MemoryReservation::release);
        taken.clear();
        assertThat(all.reservedBytes()).isZero();
    }

    private static Limiter limiter() {
        var settings = SettingsLoader.load(Map.of("limits.unsent-bytes-per-address", "50000"));
        return new Limiter(settings.limits(), settings.proxies(), System::nanoTime);
    }
}
