package org.gatecast.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final int SHORTEST_STAY_MILLIS = 500;
    private static final int LONGEST_STAY_MILLIS = 8_000;
    private static final int RETRY_MILLIS = 200;
    private static final int LONGEST_QUOTE = 200;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    private final ScheduledExecutorService inTurn = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "following-spectator");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Integer> ports;
    private final String eventId;
    private final List<String> races;
    private final Random random;
    private final SpectatorModel model;
    private WebSocket socket;
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
        CLIENT.newWebSocketBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + port + "/api/v1/events/" + eventId + "/ws" + query),
                        new Messages(own))
                .whenComplete((opened, refused) -> inTurn.execute(() -> {
                    if (refused != null) {
                        retry(own);
                    } else if (own != connection || over) {
                        opened.abort();
                    } else {
                        socket = opened;
                        inTurn.schedule(
                                () -> leave(own),
                                SHORTEST_STAY_MILLIS + random.nextInt(LONGEST_STAY_MILLIS),
                                TimeUnit.MILLISECONDS);
                    }
                }));
    }

    private void retry(int own) {
        if (own == connection && !over) {
            connection++;
            inTurn.schedule(this::connect, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void leave(int own) {
        if (own == connection && roaming) {
            socket.abort();
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
                    socket.abort();
                }
                retry(connection);
            }
        });
    }

    private final class Messages implements WebSocket.Listener {
        private final int own;
        private final StringBuilder text = new StringBuilder();

        Messages(int own) {
            this.own = own;
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                String message = text.toString();
                text.setLength(0);
                inTurn.execute(() -> apply(own, message));
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            inTurn.execute(() -> retry(own));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable broken) {
            inTurn.execute(() -> retry(own));
        }
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
                socket.abort();
            }
        });
        inTurn.shutdown();
    }
}
