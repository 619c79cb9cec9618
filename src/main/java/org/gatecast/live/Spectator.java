package org.gatecast.live;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.internal.http.WebSocketInternal;
import org.gatecast.config.Settings;

/**
 * One connection that listens. Confined to the event loop of its socket. What it sends is ignored, within limits; what
 * it cannot take in time ends it, so that it costs nobody else anything and never misses a result without knowing.
 */
public final class Spectator {
    private final ServerWebSocket socket;
    private final Context loop;
    private final Settings.Live limits;
    private Runnable onEnd = () -> {};
    private boolean awaitingPong;
    private long minute;
    private int framesThisMinute;
    private long waitingBytes;

    /**
     * Takes over a socket just upgraded; called on its event loop.
     *
     * @param loop that event loop's context, the same one for all its spectators
     * @param seat given back when the connection ends
     */
    Spectator(ServerWebSocket socket, Context loop, Settings.Live limits, Seats.Seat seat, Heartbeat heartbeat) {
        this.socket = socket;
        this.loop = loop;
        this.limits = limits;
        socket.closeHandler(v -> {
            seat.release();
            heartbeat.remove(this);
            onEnd.run();
        });
        socket.exceptionHandler(broken -> {});
        socket.frameHandler(frame -> heard());
        socket.pongHandler(pong -> awaitingPong = false);
        heartbeat.add(this);
    }

    Context loop() {
        return loop;
    }

    boolean isOpen() {
        return !socket.isClosed();
    }

    /** What to do once the connection has ended, however it did. */
    void onEnd(Runnable action) {
        onEnd = action;
    }

    void send(Message message) {
        if (!isOpen()) {
            return;
        }
        int size = message.text().length();
        if (waitingBytes > 0 && waitingBytes + size > limits.sendBufferLimitBytes()) {
            close(CloseReason.TOO_SLOW);
            return;
        }
        waitingBytes += size;
        socket.writeFrame(WebSocketFrame.textFrame(message.text(), true)).onComplete(done -> waitingBytes -= size);
    }

    void close(CloseReason reason) {
        if (isOpen()) {
            socket.close((short) reason.code(), reason.text());
        }
    }

    /** Asks for a sign of life (FR-017). */
    void ping() {
        awaitingPong = true;
        socket.writePing(Buffer.buffer());
    }

    /** Cuts the connection if the last ping is still unanswered: nobody is there to say goodbye to. */
    void cutIfSilent() {
        if (awaitingPong) {
            ((WebSocketInternal) socket).channelHandlerContext().close();
        }
    }

    private void heard() {
        long now = System.nanoTime() / 60_000_000_000L;
        framesThisMinute = now == minute ? framesThisMinute + 1 : 1;
        minute = now;
        if (framesThisMinute > limits.clientFramesPerMinute()) {
            close(CloseReason.FLOODING);
        }
    }
}
