package org.gatecast.bench.attack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.gatecast.testing.Await;

/** A fixed number of silent clients: they connect at once, then the oldest are replaced all the time. */
final class ReplacedClients implements MeasuredAttack.Attackers {
    private static final int TICK_MILLIS = 50;
    private static final int STAY_TICKS = 100;

    private final SourceAddress from;
    private final int port;
    private final int howMany;
    private final List<String> say;
    private final Deque<SilentClients> present = new ArrayDeque<>();
    private final ScheduledExecutorService attackers = new ScheduledThreadPoolExecutor(1);
    private int came;

    /**
     * @param say what they say, in turn
     */
    ReplacedClients(SourceAddress from, int port, int howMany, List<String> say) {
        this.from = from;
        this.port = port;
        this.howMany = howMany;
        this.say = say;
        for (int i = 0; i < STAY_TICKS; i++) {
            present.add(come());
        }
        attackers.scheduleWithFixedDelay(this::replaceOldest, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The share of them that comes and goes together. */
    private SilentClients come() {
        SilentClients clients = new SilentClients(from, port);
        for (int i = came++ % STAY_TICKS; i < howMany; i += STAY_TICKS) {
            clients.open(1, say.get(i % say.size()));
        }
        return clients;
    }

    private void replaceOldest() {
        present.removeFirst().close();
        present.addLast(come());
    }

    @Override
    public void close() {
        attackers.shutdown();
        try {
            if (!attackers.awaitTermination(Await.LONG.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the attackers do not go");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        present.forEach(SilentClients::close);
    }
}
