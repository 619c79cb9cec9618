package org.gatecast.guard;

import java.net.InetAddress;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.gatecast.config.Settings;
import org.gatecast.tally.Tally;

/** What the service knows of those at its door; one for all event loops. */
public final class Limiter {
    private final TrustedProxies proxies;
    private final Visitors visitors;
    private final BodyMemory bodies;
    private final Turnstile turnstile = new Turnstile();
    private final UnsentBytes unsent;
    private final AtomicInteger open = new AtomicInteger();

    /**
     * @param nanoTime steady, as {@link System#nanoTime}: the limits care for no calendar
     */
    public Limiter(Settings.Limits limits, Settings.Proxies proxies, LongSupplier nanoTime) {
        this.proxies = new TrustedProxies(proxies);
        this.unsent = new UnsentBytes(limits.unsentBytesOf(Runtime.getRuntime().maxMemory()));
        this.bodies = new BodyMemory(Runtime.getRuntime().maxMemory(), nanoTime);
        this.visitors = new Visitors(limits.addresses(), Rates.of(limits), nanoTime);
    }

    /** Tells what the limits did, and what they count. */
    public void declareIn(Tally tally) {
        for (Turned why : Turned.values()) {
            tally.counter(
                    "gatecast_limited_total",
                    "Requests refused and connections cut for a limit, by what it is counted as.",
                    () -> turnstile.of(why),
                    "reason",
                    why.label());
        }
        tally.gauge("gatecast_open_connections", "Connections that are open, spectators' too.", this::connections);
        tally.gauge(
                "gatecast_unsent_bytes",
                "Bytes of answers that wait for whoever asked; limits.unsent-bytes bounds them.",
                unsent::taken);
    }

    public Turnstile turnstile() {
        return turnstile;
    }

    /** How many connections there are. */
    public int connections() {
        return open.get();
    }

    /** How many bytes of answers wait for their readers. */
    public UnsentBytes unsent() {
        return unsent;
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
