package org.gatecast.canoe123.reader;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.Set;
import org.gatecast.canoe123.retry.Backoff;
import org.gatecast.canoe123.stream.MessageParser;
import org.gatecast.canoe123.stream.MessageSplitter;
import org.gatecast.canoe123.stream.StreamMessage;
import org.gatecast.canoe123.stream.StreamMessage.TimeOfDay;
import org.gatecast.canoe123.stream.StreamMessage.Unknown;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection to the timing PC and reports its messages.
 *
 * <pre>
 *   find ─▶ connect ─▶ read ── closed, or no clock for 5 s ─▶ wait 1 s … 30 s ─┐
 *    ▲                                                                         │
 *    └─────────────────────────────────────────────────────────────────────────┘
 * </pre>
 *
 * The socket is only read: <b>this class must never write to it</b>. Confined to the event loop on which it was started.
 */
public final class StreamReader {
    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);
    private static final int MAX_UNKNOWN_NAMES = 50;

    private final Vertx vertx;
    private final StreamAddress address;
    private final StreamListener listener;
    private final ReaderTimes times;
    private final Backoff backoff;
    private final NetClient client;
    private final MessageParser parser = new MessageParser();
    private final Set<String> unknownNames = new HashSet<>();
    private NetSocket socket;
    private Runnable onClock = () -> {};
    private long silenceTimer = -1;
    private long retryTimer = -1;
    private boolean stopped;
    private boolean lossReported;
    private long unknown;
    private long unreadable;

    public StreamReader(
            Vertx vertx, StreamAddress address, StreamListener listener, ReaderTimes times, Backoff backoff) {
        this.vertx = vertx;
        this.address = address;
        this.listener = listener;
        this.times = times;
        this.backoff = backoff;
        client = vertx.createNetClient(new NetClientOptions()
                .setConnectTimeout((int) times.connect().toMillis())
                .setTcpKeepAlive(true));
    }

    /** Begins to connect. Called once, on an event loop. */
    public void start() {
        connect();
    }

    /** Closes the connection; nothing is reported any more. Called on the reader's event loop. */
    public void stop() {
        stopped = true;
        vertx.cancelTimer(silenceTimer);
        vertx.cancelTimer(retryTimer);
        client.close();
    }

    /** The network may work again: does not wait for the next attempt. Called on the reader's event loop. */
    public void retryNow() {
        if (retryTimer >= 0) {
            vertx.cancelTimer(retryTimer);
            retryTimer = -1;
            connect();
        }
    }

    /** Messages that this program does not know. */
    public long unknown() {
        return unknown;
    }

    /** Messages that could not be read. */
    public long unreadable() {
        return unreadable;
    }

    private void connect() {
        address.find()
                .onSuccess(found -> client.connect(found.port(), found.host())
                        .onSuccess(connection -> opened(connection, found))
                        .onFailure(failure -> lost("no connection to " + found + ": " + failure.getMessage())))
                .onFailure(failure -> lost("the timing PC was not found: " + failure.getMessage()));
    }

    private void opened(NetSocket connection, HostPort found) {
        if (stopped) {
            connection.close();
            return;
        }
        socket = connection;
        lossReported = false;
        MessageSplitter splitter = new MessageSplitter(this::parse);
        connection.handler(bytes -> splitter.read(bytes.getBytes()));
        connection.exceptionHandler(failure -> LOG.debug("Canoe123's connection failed", failure));
        connection.closeHandler(closed -> ended(connection, found + " closed the connection"));
        listener.connected(found.toString());
        awaitClock(connection, found);
    }

    /** The clock comes every second. If it does not, the connection is dead, whether or not TCP knows it. */
    private void awaitClock(NetSocket connection, HostPort found) {
        vertx.cancelTimer(silenceTimer);
        silenceTimer = vertx.setTimer(times.silence().toMillis(), timer -> {
            ended(
                    connection,
                    found + " has sent no time of day for " + times.silence().toSeconds() + " s");
            connection.close();
        });
        onClock = () -> awaitClock(connection, found);
    }

    private void parse(byte[] xml) {
        if (stopped || socket == null) {
            return;
        }
        StreamMessage message = parser.parse(xml).orElse(null);
        if (message == null) {
            unreadable++;
            LOG.debug("A message of {} bytes could not be read", xml.length);
        } else if (message instanceof Unknown other) {
            unknown++;
            if (unknownNames.size() < MAX_UNKNOWN_NAMES && unknownNames.add(other.name())) {
                LOG.info("Canoe123 sends messages that are not known and are skipped: {}", other.name());
            }
        } else {
            if (message instanceof TimeOfDay) {
                // Only a clock shows that this is Canoe123 and that it runs.
                backoff.reset();
                onClock.run();
            }
            listener.received(message);
        }
    }

    private void ended(NetSocket connection, String why) {
        if (socket == connection) {
            socket = null;
            lost(why);
        }
    }

    private void lost(String why) {
        if (stopped) {
            return;
        }
        vertx.cancelTimer(silenceTimer);
        if (!lossReported) {
            lossReported = true;
            listener.disconnected(why);
        }
        vertx.cancelTimer(retryTimer);
        retryTimer = vertx.setTimer(backoff.nextMillis(), timer -> {
            retryTimer = -1;
            connect();
        });
    }
}
