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
 * Many clients of one event on one thread of their own. What one of them objects to fails whatever is asked of them
 * next.
 */
final class ReconnectingClientPool implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final ApiClient api;
    private final String eventId;
    private final Selector selector;
    private final Random random;
    private final List<ReconnectingClient> fans = new ArrayList<>();
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    private final Thread thread = new Thread(this::run, "fans");
    private double cuts;
    private boolean comesBack;
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
     * @param receiveBuffer the fewer bytes the sooner a client that does not read is known as one
     */
    ReconnectingClient join(int receiveBuffer, ReconnectingClient.Form form, String... races) {
        return ask(() -> {
            ReconnectingClient reconnectingClient =
                    new ReconnectingClient(form, api, eventId, Set.of(races), receiveBuffer);
            fans.add(reconnectingClient);
            reconnectingClient.connect(selector);
            return reconnectingClient;
        });
    }

    /**
     * From now on a client's connection breaks at this part of its reads, at any byte, and it comes back at once; so it
     * does when the server cuts it. Not any more when the part is 0.
     */
    void cutAt(double part) {
        ask(() -> cuts = part);
    }

    /** From now on a client comes back at once when it is cut, as it does while {@link #cutAt} cuts; or no more. */
    void comeBackWhenCut(boolean on) {
        ask(() -> comesBack = on);
    }

    /** Breaks the connections of this part of the clients now; they come back at once. */
    void cutNow(double part) {
        ask(() -> {
            for (ReconnectingClient reconnectingClient : fans) {
                if (random.nextDouble() < part) {
                    reconnectingClient.cut();
                    reconnectingClient.connect(selector);
                }
            }
            return null;
        });
    }

    /** Has one client read no more, or read on. */
    void reading(ReconnectingClient reconnectingClient, boolean on) {
        ask(() -> {
            reconnectingClient.reading(on);
            return null;
        });
    }

    void reconnect(ReconnectingClient reconnectingClient) {
        ask(() -> {
            reconnectingClient.connect(selector);
            return null;
        });
    }

    List<ReconnectingClient> all() {
        return ask(() -> List.copyOf(fans));
    }

    /** Waits until something is so of every client. */
    void await(String what, Predicate<ReconnectingClient> fits) {
        Await.until(
                "every fan " + what,
                () -> ask(() -> fans.stream().allMatch(fits)),
                () -> ask(() -> fans.stream().filter(fits.negate()).limit(10).toList()));
    }

    /** Waits until every client has everything there is, and knows who is on the water now. */
    void awaitCurrent(String cursor) {
        await(
                "stands at " + cursor,
                reconnectingClient -> cursor.equals(reconnectingClient.model().cursor()));
        Await.until("every fan knows who is on the water", () -> {
            JsonNode now = api.oncourse(eventId).body().get("oncourse");
            return ask(() -> fans.stream()
                    .allMatch(reconnectingClient ->
                            now.equals(reconnectingClient.model().oncourse())));
        });
    }

    void assertSameAs(RestState rest) {
        ask(() -> {
            fans.forEach(reconnectingClient -> reconnectingClient.model().assertSameAs(rest));
            return null;
        });
    }

    /** What can be said only on the clients' thread. */
    interface Question<T> {
        T answer() throws IOException;
    }

    <T> T ask(Question<T> question) {
        FutureTask<T> task = new FutureTask<>(question::answer);
        tasks.add(task);
        selector.wakeup();
        try {
            T answer = task.get(Await.LONG.toSeconds(), TimeUnit.SECONDS);
            if (broken != null) {
                throw new AssertionError("a fan heard what it should not have", broken);
            }
            return answer;
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the fans' thread is stuck", broken == null ? e : broken);
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

    private void read(ReconnectingClient reconnectingClient) throws IOException {
        boolean cut = random.nextDouble() < cuts;
        reconnectingClient.read(buffer, cut ? random.nextInt(2_000) : BUFFER_BYTES);
        if (cut || ((comesBack || cuts > 0) && !reconnectingClient.isConnected())) {
            reconnectingClient.cut();
            reconnectingClient.connect(selector);
        }
    }

    @Override
    public void close() {
        ask(() -> {
            for (ReconnectingClient reconnectingClient : fans) {
                reconnectingClient.cut();
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
