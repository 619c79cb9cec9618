package org.gatecast.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Delivers messages to spectators that all receive the same. A message is encoded once per wire format and passed once to
 * each event loop.
 *
 * <p>Spectators with {@link WireFormat#SHARED_DEFLATE} share one compressor, whose context lasts from message to message.
 * That makes messages small. It is valid because a back-reference counts back in the bytes that the client has received
 * since the compressor's last reset. So a new spectator, and one that missed a message, receives messages that are
 * compressed alone until the next reset. Resets come at an interval while any spectator waits for one. An epoch is the
 * time from one reset to the next.
 *
 * <p>Confined to the broadcaster's event loop.
 */
public final class GroupDelivery {
    private final long resetIntervalNanos;
    private final MessageCompressor sharedCompressor = new MessageCompressor();
    private final MessageCompressor standaloneCompressor;
    private final Map<EventLoop, LoopSubscribers> subscribersByLoop = new HashMap<>();
    private final Map<WireFormat, Integer> countByFormat = new EnumMap<>(WireFormat.class);
    private int awaitingReset;
    private int epoch = 1;
    private long resetAt;

    /**
     * @param standaloneCompressor compresses messages alone; all groups may use the same one
     * @param resetIntervalNanos from one reset of the shared compressor to the next, while a spectator waits for it
     */
    public GroupDelivery(MessageCompressor standaloneCompressor, long resetIntervalNanos) {
        this.standaloneCompressor = standaloneCompressor;
        this.resetIntervalNanos = resetIntervalNanos;
        for (WireFormat format : WireFormat.values()) {
            countByFormat.put(format, 0);
        }
    }

    public boolean isEmpty() {
        return size() == 0;
    }

    public int size() {
        return countByFormat.values().stream().mapToInt(Integer::intValue).sum();
    }

    public int eventStreams() {
        return countByFormat.get(WireFormat.EVENT_STREAM);
    }

    /** Adds a spectator. It receives {@code initial}, and then every message that is sent from now on. */
    public void join(Spectator spectator, List<SpectatorMessage> initial) {
        List<EncodedMessage> encoded = standalone(initial, spectator);
        countByFormat.merge(spectator.agreedFormat().format(), 1, Integer::sum);
        awaitReset(spectator);
        subscribersByLoop
                .computeIfAbsent(spectator.connection().loop(), LoopSubscribers::new)
                .join(spectator.connection(), spectator.joinedAtEpoch(), encoded);
    }

    /** Sends a spectator what it missed. Then it receives every message that is sent from now on. */
    public void catchUp(Spectator spectator, List<SpectatorMessage> missed) {
        List<EncodedMessage> encoded = standalone(missed, spectator);
        if (sharesContext(spectator)) {
            awaitReset(spectator);
        }
        subscribersByLoop
                .get(spectator.connection().loop())
                .catchUp(spectator.connection(), spectator.joinedAtEpoch(), encoded);
    }

    public void leave(Spectator spectator) {
        WireFormat format = spectator.agreedFormat().format();
        countByFormat.merge(format, -1, Integer::sum);
        if (format == WireFormat.SHARED_DEFLATE && !sharesContext(spectator)) {
            awaitingReset--;
        }
    }

    /** Sends messages that belong together. Each socket gets them by one system call. */
    public void send(List<SpectatorMessage> messages) {
        EncodedMessage encoded = encode(messages);
        subscribersByLoop.values().forEach(subscribers -> subscribers.send(encoded));
        encoded.release();
    }

    public void closeAll(CloseReason reason) {
        subscribersByLoop.values().forEach(subscribers -> subscribers.close(reason));
    }

    /** Frees the compressor. Nothing may be sent any more; spectators may still leave. */
    public void close() {
        sharedCompressor.close();
    }

    private EncodedMessage encode(List<SpectatorMessage> messages) {
        int compressing = countByFormat.get(WireFormat.SHARED_DEFLATE);
        long now = System.nanoTime();
        if (awaitingReset > 0 && (awaitingReset == compressing || now - resetAt >= resetIntervalNanos)) {
            sharedCompressor.resetContext();
            resetAt = now;
            awaitingReset = 0;
            epoch++;
        }
        boolean standalone = awaitingReset > 0 || countByFormat.get(WireFormat.STANDALONE_DEFLATE) > 0;
        boolean plain = countByFormat.get(WireFormat.PLAIN) > 0 || countByFormat.get(WireFormat.STANDALONE_DEFLATE) > 0;
        return new EncodedMessage(
                messages.get(messages.size() - 1).version(),
                epoch,
                messages.stream().mapToInt(SpectatorMessage::length).max().orElseThrow(),
                plain ? joined(messages, SpectatorMessage::plainFrame) : null,
                compressing > awaitingReset ? joined(messages, this::sharedDeflateFrame) : null,
                standalone ? joined(messages, message -> message.standaloneDeflateFrame(standaloneCompressor)) : null,
                countByFormat.get(WireFormat.EVENT_STREAM) > 0 ? joined(messages, SpectatorMessage::sseFrame) : null);
    }

    private static ByteBuf joined(List<SpectatorMessage> messages, Function<SpectatorMessage, ByteBuf> frame) {
        return MessageFrames.joined(messages.stream().map(frame).toList());
    }

    private ByteBuf sharedDeflateFrame(SpectatorMessage message) {
        return sharedCompressor.compressedFrame(message.jsonArray(), message.length());
    }

    private List<EncodedMessage> standalone(List<SpectatorMessage> messages, Spectator spectator) {
        return messages.stream()
                .map(message -> standalone(message, spectator.agreedFormat()))
                .toList();
    }

    /** A message for one spectator, which refers to no earlier message. */
    private EncodedMessage standalone(SpectatorMessage message, WireFormat.AgreedFormat agreedFormat) {
        boolean event = agreedFormat.format() == WireFormat.EVENT_STREAM;
        boolean compressed = agreedFormat.format() == WireFormat.SHARED_DEFLATE
                || (agreedFormat.format() == WireFormat.STANDALONE_DEFLATE
                        && message.length() <= agreedFormat.windowBytes());
        return new EncodedMessage(
                message.version(),
                0,
                message.length(),
                compressed || event ? null : message.plainFrame(),
                null,
                compressed ? message.standaloneDeflateFrame(standaloneCompressor) : null,
                event ? message.sseFrame() : null);
    }

    private boolean sharesContext(Spectator spectator) {
        return spectator.agreedFormat().format() == WireFormat.SHARED_DEFLATE && spectator.joinedAtEpoch() < epoch;
    }

    private void awaitReset(Spectator spectator) {
        spectator.joinedAtEpoch(epoch);
        if (spectator.agreedFormat().format() == WireFormat.SHARED_DEFLATE) {
            awaitingReset++;
        }
    }
}
