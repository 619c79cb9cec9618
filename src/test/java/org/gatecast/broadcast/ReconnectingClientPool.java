package org.gatecast.broadcast;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.Await;
import org.gatecast.testing.RestState;

/**
 * Many clients of one event on one thread of their own. A failure of one of them fails the next call of the
 * pool.
 */
final class ReconnectingClientPool implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final ApiClient api;
    private final String eventId;
    private final Selector selector;
    private final Random random;
    private final List<ReconnectingClient> clients = new ArrayList<>();
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final Thread thread = new Thread(this::run, "clients");
    private double breaks;
    private boolean reconnects;
    private volatile Throwable broken;
    private volatile boolean closed;

    ReconnectingClientPool(ApiClient api, String eventId, long seed) {
        this.api = api;
        this.eventId = eventId;
        this.random = new Random(seed);
        try {
            this.selector = Selector.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread.setDaemon(true);
        thread.start();
    }

    ReconnectingClient join(ReconnectingClient.Form form, String... races) {
        return join(0, form, races);
    }

    /**
     * @param receiveBuffer the fewer bytes the sooner the server notices a client that does not read
     */
    ReconnectingClient join(int receiveBuffer, ReconnectingClient.Form form, String... races) {
        return call(() -> {
            ReconnectingClient client = new ReconnectingClient(form, api, eventId, Set.of(races), receiveBuffer);
            clients.add(client);
            client.connect(selector);
            return client;
        });
    }

    /**
     * From now on a client's connection breaks at this part of its reads, at any byte, and it reconnects at once; also
     * when the server closes it. A part of 0 ends this.
     */
    void breakAt(double part) {
        call(() -> breaks = part);
    }

    /** Whether a client reconnects at once when its connection is closed; it always does while {@link #breakAt} is set. */
    void reconnectWhenClosed(boolean on) {
        call(() -> reconnects = on);
    }

    /** Breaks the connections of this part of the clients now; they reconnect at once. */
    void breakNow(double part) {
        call(() -> {
            for (ReconnectingClient client : clients) {
                if (random.nextDouble() < part) {
                    client.disconnect();
                    client.connect(selector);
                }
            }
            return null;
        });
    }

    /** Has one client stop reading, or read on. */
    void reading(ReconnectingClient client, boolean on) {
        call(() -> {
            client.reading(on);
            return null;
        });
    }

    void reconnect(ReconnectingClient client) {
        call(() -> {
            client.connect(selector);
            return null;
        });
    }

    List<ReconnectingClient> all() {
        return call(() -> List.copyOf(clients));
    }

    /** Waits until something is true of every client. */
    void await(String what, Predicate<ReconnectingClient> fits) {
        Await.until(
                "every client " + what,
                () -> call(() -> clients.stream().allMatch(fits)),
                () -> call(
                        () -> clients.stream().filter(fits.negate()).limit(10).toList()));
    }

    /** Waits until every client has everything there is, and knows the riders on course. */
    void awaitCurrent(String cursor) {
        await("is at " + cursor, client -> cursor.equals(client.model().cursor()));
        Await.until("every client knows the riders on course", () -> {
            JsonNode now = api.oncourse(eventId).body().get("oncourse");
            return call(() -> clients.stream()
                    .allMatch(client -> now.equals(client.model().oncourse())));
        });
    }

    void assertSameAs(RestState rest) {
        call(() -> {
            clients.forEach(client -> client.model().assertSameAs(rest));
            return null;
        });
    }

    /** Runs on the clients' thread. */
    interface Task<T> {
        T run() throws IOException;
    }

    <T> T call(Task<T> task) {
        FutureTask<T> future = new FutureTask<>(task::run);
        tasks.add(future);
        selector.wakeup();
        try {
            T result = future.get(Await.LONG.toSeconds(), TimeUnit.SECONDS);
            if (broken != null) {
                throw new AssertionError("a client received what it should not have", broken);
            }
            return result;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the clients' thread is stuck", broken == null ? e : broken);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void run() {
        while (!closed) {
            try {
                selector.select(100);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    read((ReconnectingClient) key.attachment());
                }
                selector.selectedKeys().clear();
            } catch (IOException | RuntimeException | AssertionError e) {
                broken = broken == null ? e : broken;
                selector.selectedKeys().clear();
            }
        }
    }

    private void read(ReconnectingClient client) throws IOException {
        boolean broken = random.nextDouble() < breaks;
        client.read(buffer, broken ? random.nextInt(2_000) : BUFFER_BYTES);
        if (broken || ((reconnects || breaks > 0) && !client.isConnected())) {
            client.disconnect();
            client.connect(selector);
        }
    }

    @Override
    public void close() {
        call(() -> {
            for (ReconnectingClient client : clients) {
                client.disconnect();
            }
            closed = true;
            return null;
        });
        try {
            thread.join(Await.LONG.toMillis());
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
