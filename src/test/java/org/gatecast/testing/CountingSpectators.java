package org.gatecast.testing;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** Many spectators of one event that count connections and rejections. They drop what they receive. */
public final class CountingSpectators implements AutoCloseable {
    private static final Vertx VERTX =
            Vertx.vertx(new VertxOptions().setUseDaemonThread(true).setEventLoopPoolSize(1));
    private static final WebSocketClient CLIENT = VERTX.createWebSocketClient(
            new WebSocketClientOptions().setMaxConnections(5_000).setMaxFrameSize(1 << 24));

    static {
        // The client library reports every refused handshake as an evicted connection; refusals are counted here.
        ((Logger) LoggerFactory.getLogger("io.vertx.core.http.impl.HttpClientConnectionInternal"))
                .setLevel(Level.ERROR);
    }

    private final int port;
    private final String path;
    private final Queue<ClientWebSocket> connected = new ConcurrentLinkedQueue<>();
    private final Queue<ApiResponse> rejections = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    public CountingSpectators(ApiClient api, String eventId) {
        this.port = api.port();
        this.path = "/api/v1/events/" + eventId + "/ws";
    }

    /** Starts {@code arrivals} handshakes at once and waits for none of them. */
    public void connectAll(int arrivals) {
        pending.addAndGet(arrivals);
        for (int i = 0; i < arrivals; i++) {
            ClientWebSocket socket = CLIENT.webSocket();
            socket.closeHandler(closed -> forget(socket));
            socket.connect(port, "127.0.0.1", path).onComplete(handshake -> {
                if (handshake.succeeded()) {
                    most.accumulateAndGet(count.incrementAndGet(), Math::max);
                    connected.add(socket);
                } else if (handshake.cause() instanceof UpgradeRejectedException refused) {
                    rejections.add(response(refused));
                }
                pending.decrementAndGet();
            });
        }
    }

    /** {@link #connectAll}, then {@link #awaitHandshakes}. */
    public void connectAndWait(int arrivals) {
        connectAll(arrivals);
        awaitHandshakes();
    }

    public void awaitHandshakes() {
        Await.until("every handshake is accepted or rejected", () -> pending.get() == 0);
    }

    /** Closes some connections. They stop counting before the server can know. */
    public void disconnect(int connections) {
        for (int i = 0; i < connections; i++) {
            ClientWebSocket socket = connected.poll();
            if (socket != null) {
                count.decrementAndGet();
                socket.close();
            }
        }
    }

    /** How many are connected now; those that the server has closed are not. */
    public int connected() {
        return count.get();
    }

    /** The most that were ever connected at once. */
    public int mostConnected() {
        return most.get();
    }

    public List<ApiResponse> rejections() {
        return List.copyOf(rejections);
    }

    private void forget(ClientWebSocket socket) {
        if (connected.remove(socket)) {
            count.decrementAndGet();
        }
    }

    private static ApiResponse response(UpgradeRejectedException refused) {
        HttpHeaders headers = HttpHeaders.of(
                refused.getHeaders().names().stream()
                        .collect(Collectors.toMap(
                                name -> name, name -> refused.getHeaders().getAll(name))),
                (name, value) -> true);
        return ApiResponse.of(
                refused.getStatus(),
                headers,
                refused.getBody() == null ? new byte[0] : refused.getBody().getBytes());
    }

    @Override
    public void close() {
        disconnect(connected.size());
    }
}
