package org.gatecast.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.RestState;
import org.gatecast.testing.SpectatorModel;

/**
 * A spectator of two races who follows an event over any node: when a connection ends, or after some seconds, it resumes
 * with its cursor at another one. What it receives is applied on one thread.
 *
 * <p>Every change of every race is in the messages, because it names its races. So nothing is read over REST.
 */
final class FollowingSpectator implements AutoCloseable {
    private static final int LONGEST_MESSAGE_BYTES = 64 << 20;
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int CLOSING_TIMEOUT_SECONDS = 1;
    /** The JDK's own client mixes up the parts of long messages when a connection breaks. */
    private static final WebSocketClient CLIENT = Vertx.vertx(new VertxOptions()
                    .setUseDaemonThread(true)
                    .setEventLoopPoolSize(1)
                    .setWorkerPoolSize(1))
            .createWebSocketClient(new WebSocketClientOptions()
                    .setMaxConnections(2_000)
                    .setMaxFrameSize(LONGEST_MESSAGE_BYTES)
                    .setMaxMessageSize(LONGEST_MESSAGE_BYTES)
                    .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                    .setClosingTimeout(CLOSING_TIMEOUT_SECONDS));

    private static final int SHORTEST_STAY_MILLIS = 500;
    private static final int LONGEST_STAY_MILLIS = 8_000;
    private static final int RETRY_MILLIS = 200;
    private static final int LONGEST_QUOTE = 200;

    /** When it is closed, what the client still reports is dropped. */
    private final ScheduledExecutorService inTurn = new ScheduledThreadPoolExecutor(
            1,
            task -> {
                Thread thread = new Thread(task, "following-spectator");
                thread.setDaemon(true);
                return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());

    private final List<Integer> ports;
    private final String eventId;
    private final List<String> races;
    private final Random random;
    private final SpectatorModel model;
    private ClientWebSocket socket;
    private int connection;
    private boolean roaming = true;
    private int resumedByDiff;
    private int resumedByFull;
    private boolean resuming;
    private String finding;
    private boolean over;

    /**
     * @param ports of the nodes
     */
    FollowingSpectator(List<Integer> ports, String eventId, List<String> races, long seed) {
        this.ports = ports;
        this.eventId = eventId;
        this.races = races;
        random = new Random(seed);
        model = new SpectatorModel(new ApiClient(ports.get(0)), eventId, Set.copyOf(races));
        inTurn.execute(this::connect);
    }

    private void connect() {
        if (over) {
            return;
        }
        int own = ++connection;
        String cursor = model.cursor();
        int port = ports.get(random.nextInt(ports.size()));
        String query = "?race=" + String.join("&race=", races) + (cursor == null ? "" : "&since=" + cursor);
        resuming = cursor != null;
        ClientWebSocket opening = CLIENT.webSocket();
        opening.textMessageHandler(text -> inTurn.execute(() -> apply(own, text)));
        opening.closeHandler(closed -> retryInTurn(own));
        opening.exceptionHandler(broken -> {});
        opening.connect(new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setURI("/api/v1/events/" + eventId + "/ws" + query)
                        .setTimeout(CONNECT_TIMEOUT_MILLIS))
                .onFailure(refused -> retryInTurn(own))
                .onSuccess(opened -> inTurn.execute(() -> {
                    if (own != connection || over) {
                        opening.close();
                    } else {
                        socket = opening;
                        inTurn.schedule(
                                () -> leave(own),
                                SHORTEST_STAY_MILLIS + random.nextInt(LONGEST_STAY_MILLIS),
                                TimeUnit.MILLISECONDS);
                    }
                }));
    }

    private void retryInTurn(int own) {
        inTurn.execute(() -> retry(own));
    }

    private void retry(int own) {
        if (own == connection && !over) {
            connection++;
            inTurn.schedule(this::connect, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void leave(int own) {
        if (own == connection && roaming) {
            socket.close();
            retry(own);
        }
    }

    String eventId() {
        return eventId;
    }

    /** The newest; {@code null} before the first message. */
    String cursor() {
        return onItsThread(model::cursor);
    }

    /** Whether it changes to another node from time to time. */
    void roam(boolean wanted) {
        inTurn.execute(() -> {
            boolean settled = roaming && !wanted;
            roaming = wanted;
            if (settled || wanted) {
                // A paused node may hold the connection that this spectator has; another one is opened.
                if (socket != null) {
                    socket.close();
                }
                retry(connection);
            }
        });
    }

    private void apply(int own, String text) {
        if (own != connection) {
            return;
        }
        try {
            JsonNode message = ApiClient.parse(text);
            String before = model.cursor();
            model.apply(message);
            if (before != null) {
                requireOrder(before, model.cursor());
                countResume(before, message);
            }
        } catch (RuntimeException | AssertionError e) {
            if (finding == null) {
                finding = eventId + ": " + e + " at " + text.substring(0, Math.min(LONGEST_QUOTE, text.length()));
            }
        }
    }

    /** After a failover every event has another generation, and everybody gets {@code full}. That is not counted. */
    private void countResume(String before, JsonNode message) {
        if (resuming) {
            resuming = false;
            if (!message.get("type").asText().equals("full")) {
                resumedByDiff++;
            } else if (generation(before).equals(generation(model.cursor()))) {
                resumedByFull++;
            }
        }
    }

    /** A cursor is GENERATION-VERSION; within a generation versions do not go back. */
    private static void requireOrder(String before, String after) {
        if (generation(before).equals(generation(after)) && version(before) > version(after)) {
            throw new IllegalStateException("the cursor went back from " + before + " to " + after);
        }
    }

    private static String generation(String cursor) {
        return cursor.substring(0, cursor.lastIndexOf('-'));
    }

    private static long version(String cursor) {
        return Long.parseLong(cursor.substring(cursor.lastIndexOf('-') + 1));
    }

    /** What is wrong with what it knows; {@code null} if that is what {@code rest} has. */
    String compare(RestState rest) {
        return onItsThread(() -> {
            if (finding != null) {
                return finding;
            }
            try {
                model.assertSameAs(rest);
                return null;
            } catch (RuntimeException | AssertionError e) {
                return eventId + " at " + model.cursor() + ": " + e.getMessage();
            }
        });
    }

    int resumedByDiff() {
        return onItsThread(() -> resumedByDiff);
    }

    int resumedByFull() {
        return onItsThread(() -> resumedByFull);
    }

    private <T> T onItsThread(Callable<T> question) {
        try {
            return inTurn.submit(question).get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        inTurn.execute(() -> {
            over = true;
            if (socket != null) {
                socket.close();
            }
        });
        inTurn.shutdown();
    }
}
