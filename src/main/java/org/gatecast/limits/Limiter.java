package org.gatecast.limits;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.gatecast.config.Settings;
import org.gatecast.metrics.MetricsRegistry;

/** The limits that all event loops share. Any thread. */
public final class Limiter {
    private final TrustedProxies proxies;
    private final AddressTable addresses;
    private final BodyMemoryBudget bodies;
    private final RejectionCounters rejections = new RejectionCounters();
    private final UnsentBytesBudget unsent;
    private final AtomicInteger open = new AtomicInteger();

    public Limiter(Settings.Limits limits, Settings.Proxies proxies, LongSupplier nanoTime) {
        this.proxies = new TrustedProxies(proxies);
        this.unsent =
                new UnsentBytesBudget(limits.unsentBytesOf(Runtime.getRuntime().maxMemory()));
        this.bodies = new BodyMemoryBudget(Runtime.getRuntime().maxMemory(), nanoTime);
        this.addresses = new AddressTable(limits.addresses(), AddressRateLimits.of(limits), nanoTime);
    }

    public void registerWith(MetricsRegistry metrics) {
        for (RejectionReason reason : RejectionReason.values()) {
            metrics.counter(
                    "gatecast_rejections_total",
                    "Requests refused and connections closed because of a limit, by reason.",
                    () -> rejections.of(reason),
                    "reason",
                    reason.label());
        }
        metrics.gauge("gatecast_open_connections", "Open connections, including spectators.", this::connections);
        metrics.gauge(
                "gatecast_unsent_bytes",
                "Bytes of responses that clients have not read; limits.unsent-bytes limits them.",
                unsent::reservedBytes);
    }

    public RejectionCounters rejections() {
        return rejections;
    }

    public int connections() {
        return open.get();
    }

    public UnsentBytesBudget unsent() {
        return unsent;
    }

    BodyMemoryBudget bodies() {
        return bodies;
    }

    TrustedProxies proxies() {
        return proxies;
    }

    AddressLimits addressLimits(InetAddress address) {
        return addresses.of(address);
    }

    int opened() {
        return open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }
}
