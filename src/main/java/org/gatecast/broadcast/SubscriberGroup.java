package org.gatecast.broadcast;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The spectators of one event who hear exactly the same: one subscription. A message is encoded, and compressed, once
 * for all of them.
 *
 * <p>The compressor that they share keeps its context from message to message, which is where the gain is. That is
 * valid because a back-reference counts back in the bytes of the messages a client has received since the compressor
 * last started afresh: so a newcomer, and whoever missed a message, gets messages compressed alone until the next fresh
 * start, which comes in a rhythm while anybody waits for it. An epoch is the time from one fresh start to the next.
 * Confined to the broadcaster's thread.
 */
final class SubscriberGroup {
    private final Subscription subscription;
    private final long resetIntervalNanos;
    private final MessageCompressor sharedCompressor = new MessageCompressor();
    private final MessageCompressor standaloneCompressor;
    private final Map<EventLoop, LoopSubscribers> subscribersByLoop = new HashMap<>();
    private final Map<WireFormat, Integer> countByFormat = new EnumMap<>(WireFormat.class);
    private int awaitingReset;
    private int epoch = 1;
    private long resetAt;

    private RoomMessage fullMessage;
    private EncodedMessage fullFrames;

    /**
     * @param single compresses messages alone; shared by all groups, used whole each time
     * @param rhythmNanos how often the shared compressor starts afresh while somebody waits to join
     */
    SubscriberGroup(Subscription subscription, MessageCompressor single, long rhythmNanos) {
        this.subscription = subscription;
        this.standaloneCompressor = single;
        this.resetIntervalNanos = rhythmNanos;
        for (WireFormat format : WireFormat.values()) {
            countByFormat.put(format, 0);
        }
    }

    Subscription subscription() {
        return subscription;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    int size() {
        return countByFormat.values().stream().mapToInt(Integer::intValue).sum();
    }

    int eventStreams() {
        return countByFormat.get(WireFormat.EVENT_STREAM);
    }

    /** Takes a spectator in; it hears everything after {@code start}. */
    void join(SpectatorConnection spectator, List<EncodedMessage> start) {
        Membership membership = spectator.membership();
        membership.group = this;
        countByFormat.merge(spectator.agreedFormat().format(), 1, Integer::sum);
        awaitReset(spectator);
        subscribersByLoop
                .computeIfAbsent(spectator.loop(), loop -> new LoopSubscribers(loop))
                .join(spectator, membership.epoch, start);
    }

    /** Brings a spectator that missed something up to date; it hears everything after {@code missed}. */
    void catchUp(SpectatorConnection spectator, List<EncodedMessage> missed) {
        Membership membership = spectator.membership();
        if (sharesContext(spectator)) {
            awaitReset(spectator);
        }
        subscribersByLoop.get(spectator.loop()).catchUp(spectator, membership.epoch, missed);
    }

    void leave(SpectatorConnection spectator) {
        WireFormat format = spectator.agreedFormat().format();
        countByFormat.merge(format, -1, Integer::sum);
        if (format == WireFormat.SHARED_DEFLATE && !sharesContext(spectator)) {
            awaitingReset--;
        }
        spectator.membership().group = null;
    }

    /** Messages that belong together: to every socket they go as one. */
    void send(List<RoomMessage> messages) {
        EncodedMessage encoded = encode(messages);
        subscribersByLoop.values().forEach(subscribers -> subscribers.send(encoded));
        encoded.release();
    }

    void closeAll(CloseReason reason) {
        subscribersByLoop.values().forEach(subscribers -> subscribers.close(reason));
    }

    /** {@code full}, for whoever may ask for it until something changes: encoded once per form. */
    EncodedMessage full(RoomMessage message, WireFormat.AgreedFormat agreedFormat) {
        if (!message.equals(fullMessage)) {
            dropFull();
            fullMessage = message;
            fullFrames = new EncodedMessage(message.version(), 0, message.length(), null, null, null, null);
        }
        if (fullFrames.frameFor(agreedFormat, epoch) == null) {
            EncodedMessage more = standalone(message, agreedFormat);
            fullFrames = new EncodedMessage(
                    message.version(),
                    0,
                    message.length(),
                    more.plainFrame() == null ? fullFrames.plainFrame() : more.plainFrame(),
                    null,
                    more.standaloneDeflateFrame() == null
                            ? fullFrames.standaloneDeflateFrame()
                            : more.standaloneDeflateFrame(),
                    more.sseFrame() == null ? fullFrames.sseFrame() : more.sseFrame());
        }
        fullFrames.retain();
        return fullFrames;
    }

    /** A message for one client, in the form it takes, needing nothing that came before. */
    EncodedMessage standalone(RoomMessage message, WireFormat.AgreedFormat agreedFormat) {
        boolean compressed = agreedFormat.format() == WireFormat.SHARED_DEFLATE
                || (agreedFormat.format() == WireFormat.STANDALONE_DEFLATE
                        && message.length() <= agreedFormat.windowBytes());
        boolean events = agreedFormat.format() == WireFormat.EVENT_STREAM;
        return new EncodedMessage(
                message.version(),
                0,
                message.length(),
                compressed || events ? null : plainFrame(message),
                null,
                compressed ? standaloneDeflateFrame(message) : null,
                events ? EncodedMessage.sseFrameOf(message) : null);
    }

    void close() {
        dropFull();
        sharedCompressor.close();
    }

    private void dropFull() {
        if (fullFrames != null) {
            fullFrames.release();
            fullFrames = null;
            fullMessage = null;
        }
    }

    private EncodedMessage encode(List<RoomMessage> messages) {
        int compressing = countByFormat.get(WireFormat.SHARED_DEFLATE);
        long now = System.nanoTime();
        if (awaitingReset > 0 && (awaitingReset == compressing || now - resetAt >= resetIntervalNanos)) {
            sharedCompressor.resetContext();
            resetAt = now;
            awaitingReset = 0;
            epoch++;
        }
        boolean alone = awaitingReset > 0 || countByFormat.get(WireFormat.STANDALONE_DEFLATE) > 0;
        boolean plain = countByFormat.get(WireFormat.PLAIN) > 0 || countByFormat.get(WireFormat.STANDALONE_DEFLATE) > 0;
        return new EncodedMessage(
                messages.get(messages.size() - 1).version(),
                epoch,
                messages.stream().mapToInt(RoomMessage::length).max().orElseThrow(),
                plain ? concatenated(messages, SubscriberGroup::plainFrame) : null,
                compressing > awaitingReset ? concatenated(messages, this::sharedDeflateFrame) : null,
                alone ? concatenated(messages, this::standaloneDeflateFrame) : null,
                countByFormat.get(WireFormat.EVENT_STREAM) > 0
                        ? concatenated(messages, EncodedMessage::sseFrameOf)
                        : null);
    }

    private static ByteBuf concatenated(List<RoomMessage> messages, Function<RoomMessage, ByteBuf> form) {
        return messages.size() == 1
                ? form.apply(messages.get(0))
                : EncodedMessage.concatenated(messages.stream().map(form).toList());
    }

    private static ByteBuf plainFrame(RoomMessage message) {
        return EncodedMessage.textFrame(message.json().array(), message.length(), false);
    }

    private ByteBuf sharedDeflateFrame(RoomMessage message) {
        sharedCompressor.compress(message);
        return EncodedMessage.textFrame(sharedCompressor.output(), sharedCompressor.length(), true);
    }

    private ByteBuf standaloneDeflateFrame(RoomMessage message) {
        standaloneCompressor.resetContext();
        standaloneCompressor.compress(message);
        return EncodedMessage.textFrame(standaloneCompressor.output(), standaloneCompressor.length(), true);
    }

    private boolean sharesContext(SpectatorConnection spectator) {
        return spectator.agreedFormat().format() == WireFormat.SHARED_DEFLATE && spectator.membership().epoch < epoch;
    }

    private void awaitReset(SpectatorConnection spectator) {
        spectator.membership().epoch = epoch;
        if (spectator.agreedFormat().format() == WireFormat.SHARED_DEFLATE) {
            awaitingReset++;
        }
    }

    /** The broadcaster's note of a spectator: where it belongs, and when it joined. Confined to its thread. */
    static final class Membership {
        private SubscriberGroup group;
        private int epoch;

        SubscriberGroup group() {
            return group;
        }
    }
}
