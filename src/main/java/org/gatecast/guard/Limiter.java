package org.gatecast.guard;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.gatecast.config.Settings;

/** What the service knows of those at its door; one for all event loops. */
public final class Limiter {
    private final TrustedProxies proxies;
    private final Visitors visitors;
    private final BodyMemory bodies = new BodyMemory(Runtime.getRuntime().maxMemory());
    private final Turnstile turnstile = new Turnstile();
    private final AtomicInteger open = new AtomicInteger();

    /**
     * @param nanoTime steady, as {@link System#nanoTime}: the limits care for no calendar
     */
    public Limiter(Settings.Limits limits, Settings.Proxies proxies, LongSupplier nanoTime) {
        this.proxies = new TrustedProxies(proxies);
        this.visitors = new Visitors(limits.addresses(), Rates.of(limits), nanoTime);
    }

    public Turnstile turnstile() {
        return turnstile;
    }

    /** How many connections there are. */
    public int connections() {
        return open.get();
    }

    BodyMemory bodies() {
        return bodies;
    }

    TrustedProxies proxies() {
        return proxies;
    }

    Visitor visitor(InetAddress address) {
        return visitors.of(address);
    }

    int opened() {
        return open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }
}
