package org.gatecast.guard;

import java.time.Duration;
import org.gatecast.config.Settings;

/** What one address may do. */
record Rates(int connections, Rate arrivals, Rate requests, Rate failures, long unsentBytes) {
    static Rates of(Settings.Limits limits) {
        Duration second = Duration.ofSeconds(1);
        return new Rates(
                limits.connectionsPerAddress(),
                Rate.of(limits.newConnectionsPerSecond(), second, limits.newConnectionsBurst()),
                Rate.of(limits.requestsPerSecond(), second, limits.requestsBurst()),
                Rate.of(
                        limits.failedAuthenticationsPerMinute(),
                        Duration.ofMinutes(1),
                        limits.failedAuthenticationsBurst()),
                limits.unsentBytesPerAddress());
    }
}
