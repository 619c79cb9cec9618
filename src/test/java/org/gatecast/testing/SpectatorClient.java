package org.gatecast.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A spectator over the WebSocket client of Vert.x that applies each message to its {@link SpectatorModel} and fetches tables over REST
 * when the rules say so. Messages are applied one after the other on a thread of its own; a message counts as
 * received once it has been applied. All methods are for test threads.
 */
public final class SpectatorClient implements AutoCloseable {
    private static final int LONGEST_MESSAGE_BYTES = 64 << 20;
    private static final Vertx VERTX = Vertx.vertx(
            new VertxOptions().setUseDaemonThread(true).setEventLoopPoolSize(1).setWorkerPoolSize(1));
    private static final WebSocketClient CLIENT = VERTX.createWebSocketClient(new WebSocketClientOptions()
            .setMaxConnections(2_000)
            .setMaxFrameSize(LONGEST_MESSAGE_BYTES)
            .setMaxMessageSize(LONGEST_MESSAGE_BYTES));

    private final SpectatorModel model;
    private final ApiClient api;
    private final String eventId;
    private final ClientWebSocket socket = CLIENT.webSocket();
    private final List<ReceivedMessage> received = new ArrayList<>();
    private final ExecutorService inTurn = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "watcher");
        thread.setDaemon(true);
        return thread;
    });
    private Closed closed;
    private Throwable broken;

    /**
     * A message.
     *
     * @param atNanos {@link System#nanoTime} when it arrived
     */
    public record ReceivedMessage(JsonNode message, long atNanos) {
        public String type() {
            return message.get("type").asText();
        }

        public JsonNode data() {
            return message.path("data");
        }
    }

    /**
     * How the connection ended.
     *
     * @param code 1006 when it was cut
     * @param atNanos {@link System#nanoTime} when it did
     */
    public record Closed(int code, String reason, long atNanos) {}

    private SpectatorClient(ApiClient api, String eventId, Set<String> races) {
        this.api = api;
        this.eventId = eventId;
        model = new SpectatorModel(api, eventId, races);
    }

    /** Connected and welcomed by its first {@code full}. */
    public static SpectatorClient connect(ApiClient api, String eventId) {
        SpectatorClient spectator = open(api, eventId, "");
        spectator.await("it is welcomed", () -> !spectator.received.isEmpty() || spectator.closed != null);
        return spectator;
    }

    /**
     * Connected, whatever comes then.
     *
     * @param query empty, or from the question mark on
     */
    public static SpectatorClient open(ApiClient api, String eventId, String query) {
        SpectatorClient spectator = new SpectatorClient(api, eventId, races(query));
        spectator.socket.textMessageHandler(text -> spectator.receive(text, System.nanoTime()));
        spectator.socket.closeHandler(v -> spectator.end(System.nanoTime()));
        spectator.socket.exceptionHandler(cut -> {});
        wait(spectator
                .socket
                .connect(api.port(), "127.0.0.1", "/api/v1/events/" + eventId + "/ws" + query)
                .toCompletionStage()
                .toCompletableFuture());
        return spectator;
    }

    private static Set<String> races(String query) {
        return Pattern.compile("[?&]race=([^&]*)")
                .matcher(query)
                .results()
                .map(match -> URLDecoder.decode(match.group(1), StandardCharsets.UTF_8))
                .collect(Collectors.toUnmodifiableSet());
    }

    private void receive(String text, long atNanos) {
        inTurn.execute(() -> {
            try {
                JsonNode message = ApiClient.MAPPER.readTree(text);
                TrafficLog.publish(message);
                model.apply(message);
                synchronized (this) {
                    received.add(new ReceivedMessage(message, atNanos));
                    notifyAll();
                }
            } catch (JsonProcessingException | RuntimeException | AssertionError e) {
                synchronized (this) {
                    broken = broken == null ? e : broken;
                    notifyAll();
                }
            }
        });
    }

    private void end(long atNanos) {
        int code = socket.closeStatusCode() == null ? 1006 : socket.closeStatusCode();
        String reason = socket.closeReason();
        inTurn.execute(() -> {
            synchronized (this) {
                closed = new Closed(code, reason, atNanos);
                notifyAll();
            }
        });
        inTurn.shutdown();
    }

    /** All that was received so far. */
    public synchronized List<ReceivedMessage> messages() {
        check();
        return List.copyOf(received);
    }

    /** What was received from the {@code from}th message on. */
    public List<ReceivedMessage> messagesSince(int from) {
        List<ReceivedMessage> all = messages();
        return all.subList(from, all.size());
    }

    /** Waits for a message that fits, received already or not, and returns the first such. */
    public ReceivedMessage await(String what, Predicate<ReceivedMessage> fits) {
        return awaitSince(0, what, fits);
    }

    /** As {@link #await}, from the {@code from}th message on. */
    public synchronized ReceivedMessage awaitSince(int from, String what, Predicate<ReceivedMessage> fits) {
        await(what, () -> closed != null || received.stream().skip(from).anyMatch(fits));
        return received.stream()
                .skip(from)
                .filter(fits)
                .findFirst()
                .orElseThrow(() -> new AssertionError("closed with " + closed + " before it received " + what));
    }

    /** Waits until the event is in {@code status} as far as this spectator knows. */
    public void awaitStatus(String status) {
        await("the event is " + status, () -> model.status().equals(status));
    }

    public Closed awaitClosed() {
        await("it is let go", () -> closed != null);
        return closed;
    }

    public synchronized boolean isOpen() {
        return closed == null;
    }

    public synchronized String status() {
        return model.status();
    }

    public synchronized String cursor() {
        return model.cursor();
    }

    /**
     * How many rows and lists were told that this spectator had already. None should be; only REST answers fetched while
     * diffs were under way may have been ahead of them.
     */
    public synchronized int redundant() {
        return model.redundant();
    }

    /** The riders on course, as this spectator shows them. */
    public synchronized JsonNode oncourse() {
        return model.oncourse();
    }

    /** A race's rows, as this spectator shows them. */
    public synchronized List<JsonNode> rows(String raceId) {
        return model.rows(raceId);
    }

    /** One row of a race. */
    public JsonNode row(String raceId, int bib) {
        return rows(raceId).stream()
                .filter(row -> row.get("bib").asInt() == bib)
                .findFirst()
                .orElseThrow(() -> new AssertionError(raceId + " has no bib " + bib));
    }

    /**
     * Holds this spectator's view against REST, field by field and in order, once something has been received after which
     * nothing else was on its way. The riders on course are left out: time alone changes them.
     */
    public synchronized void assertSameAsRest() {
        check();
        model.assertSameAs(RestState.read(api, eventId));
    }

    /** Sends text, which the server does not care for. */
    public void sendText(String text) {
        wait(socket.writeTextMessage(text).toCompletionStage().toCompletableFuture());
    }

    @Override
    public void close() {
        if (isOpen()) {
            socket.close();
            awaitClosed();
        }
    }

    private synchronized void await(String what, Supplier<Boolean> condition) {
        long end = System.nanoTime() + Await.LONG.toNanos();
        try {
            while (!condition.get()) {
                check();
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("waited " + Await.LONG + " in vain until " + what + "; received "
                            + received.size() + " messages, the last "
                            + (received.isEmpty() ? null : received.get(received.size() - 1)));
                }
                wait(left);
            }
            check();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private synchronized void check() {
        if (broken != null) {
            throw new AssertionError("the spectator received what it should not have", broken);
        }
    }

    private static void wait(CompletableFuture<?> done) {
        try {
            done.get(Await.LONG.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the WebSocket failed: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the WebSocket took longer than " + Await.LONG, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
