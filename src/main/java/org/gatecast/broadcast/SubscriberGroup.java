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
    private final long rhythmNanos;
    private final MessageCompressor shared = new MessageCompressor();
    private final MessageCompressor single;
    private final Map<EventLoop, LoopSubscribers> audiences = new HashMap<>();
    private final Map<WireFormat, Integer> members = new EnumMap<>(WireFormat.class);
    private int waiting;
    private int epoch = 1;
    private long freshAt;

    private RoomMessage fullMessage;
    private EncodedMessage fullFrames;

    /**
     * @param single compresses messages alone; shared by all groups, used whole each time
     * @param rhythmNanos how often the shared compressor starts afresh while somebody waits to join
     */
    SubscriberGroup(Subscription subscription, MessageCompressor single, long rhythmNanos) {
        this.subscription = subscription;
        this.single = single;
        this.rhythmNanos = rhythmNanos;
        for (WireFormat format : WireFormat.values()) {
            members.put(format, 0);
        }
    }

    Subscription subscription() {
        return subscription;
    }

    boolean isEmpty() {
        return size() == 0;
    }

    int size() {
        return members.values().stream().mapToInt(Integer::intValue).sum();
    }

    int eventStreams() {
        return members.get(WireFormat.EVENTS);
    }

    /** Takes a spectator in; it hears everything after {@code start}. */
    void join(SpectatorConnection spectator, List<EncodedMessage> start) {
        Ticket ticket = spectator.ticket();
        ticket.group = this;
        members.merge(spectator.agreed().format(), 1, Integer::sum);
        awaitFreshStart(spectator);
        audiences
                .computeIfAbsent(spectator.loop(), loop -> new LoopSubscribers(loop))
                .admit(spectator, ticket.epoch, start);
    }

    /** Brings a spectator that missed something up to date; it hears everything after {@code missed}. */
    void catchUp(SpectatorConnection spectator, List<EncodedMessage> missed) {
        Ticket ticket = spectator.ticket();
        if (isInStep(spectator)) {
            awaitFreshStart(spectator);
        }
        audiences.get(spectator.loop()).catchUp(spectator, ticket.epoch, missed);
    }

    void leave(SpectatorConnection spectator) {
        WireFormat format = spectator.agreed().format();
        members.merge(format, -1, Integer::sum);
        if (format == WireFormat.IN_STEP && !isInStep(spectator)) {
            waiting--;
        }
        spectator.ticket().group = null;
    }

    /** Messages that belong together: to every socket they go as one. */
    void tell(List<RoomMessage> messages) {
        EncodedMessage encoded = encode(messages);
        audiences.values().forEach(subscribers -> subscribers.tell(encoded));
        encoded.release();
    }

    void letGo(CloseReason reason) {
        audiences.values().forEach(subscribers -> subscribers.letGo(reason));
    }

    /** {@code full}, for whoever may ask for it until something changes: encoded once per form. */
    EncodedMessage full(RoomMessage message, WireFormat.Agreed agreed) {
        if (!message.equals(fullMessage)) {
            dropFull();
            fullMessage = message;
            fullFrames = new EncodedMessage(message.version(), 0, message.length(), null, null, null, null);
        }
        if (fullFrames.of(agreed, epoch) == null) {
            EncodedMessage more = standAlone(message, agreed);
            fullFrames = new EncodedMessage(
                    message.version(),
                    0,
                    message.length(),
                    more.plain() == null ? fullFrames.plain() : more.plain(),
                    null,
                    more.alone() == null ? fullFrames.alone() : more.alone(),
                    more.events() == null ? fullFrames.events() : more.events());
        }
        fullFrames.retain();
        return fullFrames;
    }

    /** A message for one client, in the form it takes, needing nothing that came before. */
    EncodedMessage standAlone(RoomMessage message, WireFormat.Agreed agreed) {
        boolean compressed = agreed.format() == WireFormat.IN_STEP
                || (agreed.format() == WireFormat.ALONE && message.length() <= agreed.windowBytes());
        boolean events = agreed.format() == WireFormat.EVENTS;
        return new EncodedMessage(
                message.version(),
                0,
                message.length(),
                compressed || events ? null : plain(message),
                null,
                compressed ? alone(message) : null,
                events ? EncodedMessage.event(message) : null);
    }

    void close() {
        dropFull();
        shared.close();
    }

    private void dropFull() {
        if (fullFrames != null) {
            fullFrames.release();
            fullFrames = null;
            fullMessage = null;
        }
    }

    private EncodedMessage encode(List<RoomMessage> messages) {
        int compressing = members.get(WireFormat.IN_STEP);
        long now = System.nanoTime();
        if (waiting > 0 && (waiting == compressing || now - freshAt >= rhythmNanos)) {
            shared.startAfresh();
            freshAt = now;
            waiting = 0;
            epoch++;
        }
        boolean alone = waiting > 0 || members.get(WireFormat.ALONE) > 0;
        boolean plain = members.get(WireFormat.PLAIN) > 0 || members.get(WireFormat.ALONE) > 0;
        return new EncodedMessage(
                messages.get(messages.size() - 1).version(),
                epoch,
                messages.stream().mapToInt(RoomMessage::length).max().orElseThrow(),
                plain ? together(messages, SubscriberGroup::plain) : null,
                compressing > waiting ? together(messages, this::inStep) : null,
                alone ? together(messages, this::alone) : null,
                members.get(WireFormat.EVENTS) > 0 ? together(messages, EncodedMessage::event) : null);
    }

    private static ByteBuf together(List<RoomMessage> messages, Function<RoomMessage, ByteBuf> form) {
        return messages.size() == 1
                ? form.apply(messages.get(0))
                : EncodedMessage.joined(messages.stream().map(form).toList());
    }

    private static ByteBuf plain(RoomMessage message) {
        return EncodedMessage.textFrame(message.json().array(), message.length(), false);
    }

    private ByteBuf inStep(RoomMessage message) {
        shared.compress(message);
        return EncodedMessage.textFrame(shared.output(), shared.length(), true);
    }

    private ByteBuf alone(RoomMessage message) {
        single.startAfresh();
        single.compress(message);
        return EncodedMessage.textFrame(single.output(), single.length(), true);
    }

    private boolean isInStep(SpectatorConnection spectator) {
        return spectator.agreed().format() == WireFormat.IN_STEP && spectator.ticket().epoch < epoch;
    }

    private void awaitFreshStart(SpectatorConnection spectator) {
        spectator.ticket().epoch = epoch;
        if (spectator.agreed().format() == WireFormat.IN_STEP) {
            waiting++;
        }
    }

    /** The broadcaster's note of a spectator: where it belongs, and when it joined. Confined to its thread. */
    static final class Ticket {
        private SubscriberGroup group;
        private int epoch;

        SubscriberGroup group() {
            return group;
        }
    }
}
