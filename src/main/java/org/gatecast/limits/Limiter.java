package org.gatecast.limits;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.gatecast.config.Settings;
import org.gatecast.metrics.MetricsRegistry;

/** What the service knows of those at its door; one for all event loops. */
public final class Limiter {
    private final TrustedProxies proxies;
    private final AddressTable addresses;
    private final BodyMemoryBudget bodies;
    private final RejectionCounters rejections = new RejectionCounters();
    private final UnsentBytesBudget unsent;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * @param nanoTime steady, as {@link System#nanoTime}: the limits care for no calendar
     */
    public Limiter(Settings.Limits limits, Settings.Proxies proxies, LongSupplier nanoTime) {
        this.proxies = new TrustedProxies(proxies);
        this.unsent =
                new UnsentBytesBudget(limits.unsentBytesOf(Runtime.getRuntime().maxMemory()));
        this.bodies = new BodyMemoryBudget(Runtime.getRuntime().maxMemory(), nanoTime);
        this.addresses = new AddressTable(limits.addresses(), AddressRateLimits.of(limits), nanoTime);
    }

    /** Tells what the limits did, and what they count. */
    public void registerWith(MetricsRegistry metrics) {
        for (RejectionReason reason : RejectionReason.values()) {
            metrics.counter(
                    "gatecast_limited_total",
                    "Requests refused and connections cut for a limit, by what it is counted as.",
                    () -> rejections.of(reason),
                    "reason",
                    reason.label());
        }
        metrics.gauge("gatecast_open_connections", "Connections that are open, spectators' too.", this::connections);
        metrics.gauge(
                "gatecast_unsent_bytes",
                "Bytes of answers that wait for whoever asked; limits.unsent-bytes bounds them.",
                unsent::reservedBytes);
    }

    public RejectionCounters rejections() {
        return rejections;
    }

    /** How many connections there are. */
    public int connections() {
        return open.get();
    }

    /** How many bytes of answers wait for their readers. */
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
