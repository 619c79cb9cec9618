package org.gatecast.bench.attack;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** So many silent clients at a time: they come at once, then the oldest of them go and others come, all the time. */
final class Repeated implements UnderWatch.Attackers {
    private static final int TICK_MILLIS = 50;
    private static final int STAY_TICKS = 100;

    private final Origin from;
    private final int port;
    private final int howMany;
    private final List<String> say;
    private final Deque<SilentClients> present = new ArrayDeque<>();
    private final Thread thread = new Thread(this::run, "attackers");
    private int came;

    /**
     * @param say what they say, in turn
     */
    Repeated(Origin from, int port, int howMany, List<String> say) {
        this.from = from;
        this.port = port;
        this.howMany = howMany;
        this.say = say;
        for (int i = 0; i < STAY_TICKS; i++) {
            present.add(come());
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** The share of them that comes and goes together. */
    private SilentClients come() {
        SilentClients clients = new SilentClients(from, port);
        for (int i = came++ % STAY_TICKS; i < howMany; i += STAY_TICKS) {
            clients.open(1, say.get(i % say.size()));
        }
        return clients;
    }

    private void run() {
        try {
            while (!Thread.interrupted()) {
                Thread.sleep(TICK_MILLIS);
                present.removeFirst().close();
                present.addLast(come());
            }
        } catch (InterruptedException e) {
            // They go for good.
        }
        present.forEach(SilentClients::close);
    }

    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
