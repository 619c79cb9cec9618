package org.gatecast.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gatecast.config.CidrBlock;
import org.gatecast.limits.AddressLimits.ConnectResult;
import org.junit.jupiter.api.Test;

/** What an address may do, and how long it is remembered. The clock is a number. */
class AddressTableTest {
    private static final long SECOND = 1_000_000_000;
    private static final AddressRateLimits RATES = new AddressRateLimits(
            3,
            RateLimit.of(10, Duration.ofSeconds(1), 20),
            RateLimit.of(2, Duration.ofSeconds(1), 5),
            RateLimit.of(6, Duration.ofMinutes(1), 2),
            100_000);

    /** Close to where it runs over, as the machine's may be. */
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND);

    private final AddressTable addresses = new AddressTable(64, RATES, now::get);

    @Test
    void aBurstIsAllowedAndThenTheRateAndTheWaitIsRight() {
        AddressLimits address = addresses.of(1);
        for (int i = 0; i < 5; i++) {
            assertThat(address.takeRequest()).isZero();
        }
        assertThat(address.takeRequest()).isEqualTo(SECOND / 2);
        now.addAndGet(SECOND / 2 - 1);
        assertThat(address.takeRequest()).isEqualTo(1);
        now.incrementAndGet();
        assertThat(address.takeRequest()).isZero();
        assertThat(address.takeRequest()).isPositive();
        now.addAndGet(100 * SECOND);
        for (int i = 0; i < 5; i++) {
            assertThat(address.takeRequest()).isZero();
        }
        assertThat(address.takeRequest()).isPositive();
    }

    /** However requests are spread, never more than the burst and what was earned since. */
    @Property(tries = 200)
    void neverMoreThanBurstAndRate(@ForAll List<@IntRange(min = 0, max = 1_500) Integer> millisBetween) {
        AtomicLong clock = new AtomicLong();
        AddressLimits address = new AddressLimits(RATES, clock::get);
        int granted = 0;
        for (int millis : millisBetween) {
            clock.addAndGet(millis * 1_000_000L);
            if (address.takeRequest() == 0) {
                granted++;
            }
        }
        assertThat((double) granted).isLessThanOrEqualTo(5 + 2.0 * clock.get() / SECOND);
    }

    @Test
    void wrongValuesHaveALimitOfTheirOwnForEachKind() {
        AddressLimits address = addresses.of(1);
        FailedCredentials passwords = address.failures(CredentialKind.MASTER_PASSWORD);
        assertThat(passwords.countFailure(1)).isZero();
        assertThat(passwords.waitNanos()).isZero();
        assertThat(passwords.countFailure(2)).isZero();
        assertThat(passwords.waitNanos()).isEqualTo(10 * SECOND);
        assertThat(passwords.countFailure(3)).isEqualTo(10 * SECOND);
        assertThat(address.failures(CredentialKind.EVENT_KEY).waitNanos()).isZero();
        assertThat(address.takeRequest()).isZero();
    }

    @Test
    void aWrongValueCountsOnceHoweverOftenAndAmongWhateverOthersItIsShown() {
        FailedCredentials keys = addresses.of(1).failures(CredentialKind.EVENT_KEY);
        assertThat(keys.countFailure(42)).isZero();
        for (long other = 1_000; other < 1_500; other++) {
            assertThat(keys.countFailure(42)).isZero();
            assertThat(keys.isKnownWrong(42)).isTrue();
            keys.countFailure(other);
            now.addAndGet(10 * SECOND);
        }
        assertThat(keys.isKnownWrong(1_000)).as("few are remembered").isFalse();
        assertThat(FailedCredentials.fingerprint("a"))
                .isEqualTo(FailedCredentials.fingerprint("a"))
                .isNotEqualTo(FailedCredentials.fingerprint("b"));
    }

    @Test
    void connectionsCountUntilTheyAreGone() {
        AddressLimits address = addresses.of(1);
        for (int i = 0; i < 3; i++) {
            assertThat(address.connect()).isEqualTo(ConnectResult.ACCEPTED);
        }
        assertThat(address.connect()).isEqualTo(ConnectResult.TOO_MANY);
        address.disconnect();
        assertThat(address.connect()).isEqualTo(ConnectResult.TOO_MANY);
        address.disconnect();
        address.disconnect();
        assertThat(address.connect()).isEqualTo(ConnectResult.ACCEPTED);
    }

    @Test
    void connectionsThatComeTooFastAreRefused() {
        AddressLimits address = addresses.of(1);
        for (int i = 0; i < 20; i++) {
            assertThat(address.connect()).isEqualTo(ConnectResult.ACCEPTED);
            address.disconnect();
        }
        assertThat(address.connect()).isEqualTo(ConnectResult.TOO_FAST);
    }

    @Test
    void theTableIsBoundedAndKeepsConnectedAddresses() {
        AddressLimits staying = addresses.of(7);
        staying.connect();
        AddressLimits passing = addresses.of(8);
        for (long address = 100; address < 100_000; address++) {
            addresses.of(address).takeRequest();
        }
        assertThat(addresses.size()).isLessThanOrEqualTo(64);
        assertThat(addresses.of(7)).isSameAs(staying);
        assertThat(addresses.of(8)).isNotSameAs(passing);
    }

    @Test
    void anIpv6NetworkIsOneAddress() {
        assertThat(key("2001:db8:1:2::1"))
                .isEqualTo(key("2001:db8:1:2:ffff::9"))
                .isNotEqualTo(key("2001:db8:1:3::1"));
        assertThat(key("::ffff:192.0.2.7")).isEqualTo(key("192.0.2.7")).isNotEqualTo(key("192.0.2.8"));
        assertThat(List.of(key("0.0.0.1"), key("1.0.0.0"), key("1::"))).doesNotHaveDuplicates();
    }

    private static long key(String address) {
        return AddressTable.key(CidrBlock.address(address));
    }
}
