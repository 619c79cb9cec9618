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

/** Many spectators of one event at once, who only count. What they hear is dropped. */
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
    private final Queue<ClientWebSocket> inside = new ConcurrentLinkedQueue<>();
    private final Queue<ApiResponse> refusals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger undecided = new AtomicInteger();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    public CountingSpectators(ApiClient api, String eventId) {
        this.port = api.port();
        this.path = "/api/v1/events/" + eventId + "/ws";
    }

    /** Lets {@code arrivals} knock at once, without waiting for what comes of it. */
    public void connectAll(int arrivals) {
        undecided.addAndGet(arrivals);
        for (int i = 0; i < arrivals; i++) {
            ClientWebSocket socket = CLIENT.webSocket();
            socket.connect(port, "127.0.0.1", path).onComplete(entered -> {
                if (entered.succeeded()) {
                    most.accumulateAndGet(count.incrementAndGet(), Math::max);
                    inside.add(socket);
                } else if (entered.cause() instanceof UpgradeRejectedException refused) {
                    refusals.add(answer(refused));
                }
                undecided.decrementAndGet();
            });
        }
    }

    /** {@link #connectAll}, until everyone is in or refused. */
    public void connectAndWait(int arrivals) {
        connectAll(arrivals);
        awaitHandshakes();
    }

    public void awaitHandshakes() {
        Await.until("everyone is in or refused", () -> undecided.get() == 0);
    }

    /** Lets some of those inside go; they stop counting before the server can know. */
    public void disconnect(int leavers) {
        for (int i = 0; i < leavers; i++) {
            ClientWebSocket socket = inside.poll();
            if (socket != null) {
                count.decrementAndGet();
                socket.close();
            }
        }
    }

    /** How many are inside now. */
    public int connected() {
        return count.get();
    }

    /** The most that ever were inside at once. */
    public int mostConnected() {
        return most.get();
    }

    public List<ApiResponse> rejections() {
        return List.copyOf(refusals);
    }

    private static ApiResponse answer(UpgradeRejectedException refused) {
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
        disconnect(inside.size());
    }
}
