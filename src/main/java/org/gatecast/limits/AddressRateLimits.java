package org.gatecast.limits;

import java.time.Duration;
import org.gatecast.config.Settings;

/** The limits of each address. */
record AddressRateLimits(
        int connections, RateLimit newConnections, RateLimit requests, RateLimit failures, long unsentBytes) {
    static AddressRateLimits of(Settings.Limits limits) {
        Duration second = Duration.ofSeconds(1);
        return new AddressRateLimits(
                limits.connectionsPerAddress(),
                RateLimit.of(limits.newConnectionsPerSecond(), second, limits.newConnectionsBurst()),
                RateLimit.of(limits.requestsPerSecond(), second, limits.requestsBurst()),
                RateLimit.of(
                        limits.failedAuthenticationsPerMinute(),
                        Duration.ofMinutes(1),
                        limits.failedAuthenticationsBurst()),
                limits.unsentBytesPerAddress());
    }
}
