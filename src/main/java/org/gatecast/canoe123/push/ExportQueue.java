package org.gatecast.canoe123.push;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The newest export, on disk until the service has accepted or refused it. Confined to the pusher's event loop. */
final class ExportQueue implements PushSource {
    private static final String FILE = "export.xml";

    /** An export that is younger needs no time: the service supposes that it is some seconds old. */
    private static final Duration FRESH = Duration.ofSeconds(10);

    private final KeptData storage;
    private final Clock clock;
    private final Duration timeout;
    private final Runnable onImport;
    private Export waiting;
    private Export sent;
    private byte[] lastDigest;
    private int exports;
    private LastCall lastCall;

    /**
     * @param number counts the exports of this process
     */
    private record Export(int number, Buffer xml, Instant at) {}

    /**
     * @param onImport called after the service has imported an export
     */
    ExportQueue(KeptData storage, Clock clock, Duration timeout, Runnable onImport) {
        this.storage = storage;
        this.clock = clock;
        this.timeout = timeout;
        this.onImport = onImport;
    }

    @Override
    public DataKind kind() {
        return DataKind.EXPORT;
    }

    boolean isWaiting() {
        return waiting != null;
    }

    /** The last call with a final response, {@code null} before. */
    LastCall lastCall() {
        return lastCall;
    }

    /** Takes back what was on disk when the booth ended. */
    void restore(Map<String, KeptData.Item> kept) {
        KeptData.Item file = kept.get(FILE);
        if (file != null) {
            waiting = new Export(++exports, file.content(), file.at());
            lastDigest = digest(file.content().getBytes());
        }
    }

    private static byte[] digest(byte[] xml) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(xml);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Takes an export, unless it equals the last one. */
    void offer(byte[] xml) {
        byte[] digest = digest(xml);
        if (!Arrays.equals(digest, lastDigest)) {
            lastDigest = digest;
            waiting = new Export(++exports, Buffer.buffer(xml), clock.instant());
            storage.put(FILE, waiting.xml, waiting.at);
        }
    }

    @Override
    public PushCall next() {
        if (waiting == null) {
            return null;
        }
        sent = waiting;
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", "application/xml");
        if (sent.at.plus(FRESH).isBefore(clock.instant())) {
            headers.put("X-Exported-At", sent.at.toString());
        }
        return new PushCall("/api/v1/ingest/xml", headers, sent.xml, timeout);
    }

    @Override
    public void accepted(JsonObject response) {
        done(LastCall.Outcome.ACCEPTED, null);
        onImport.run();
    }

    @Override
    public void refused(String reason) {
        done(LastCall.Outcome.REFUSED, reason);
    }

    private void done(LastCall.Outcome outcome, String reason) {
        lastCall = new LastCall(outcome, clock.instant(), reason, null, 0);
        if (waiting.number == sent.number) {
            waiting = null;
            storage.delete(FILE);
        }
        sent = null;
    }
}
