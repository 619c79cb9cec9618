package org.gatecast.live;

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
final class Group {
    private final Subscription subscription;
    private final long rhythmNanos;
    private final Compressor shared = new Compressor();
    private final Compressor single;
    private final Map<EventLoop, Audience> audiences = new HashMap<>();
    private final Map<Wire, Integer> members = new EnumMap<>(Wire.class);
    private int waiting;
    private int epoch = 1;
    private long freshAt;

    private Message fullMessage;
    private Frames fullFrames;

    /**
     * @param single compresses messages alone; shared by all groups, used whole each time
     * @param rhythmNanos how often the shared compressor starts afresh while somebody waits to join
     */
    Group(Subscription subscription, Compressor single, long rhythmNanos) {
        this.subscription = subscription;
        this.single = single;
        this.rhythmNanos = rhythmNanos;
        for (Wire wire : Wire.values()) {
            members.put(wire, 0);
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
        return members.get(Wire.EVENTS);
    }

    /** Takes a spectator in; it hears everything after {@code start}. */
    void join(Spectator spectator, List<Frames> start) {
        Ticket ticket = spectator.ticket();
        ticket.group = this;
        members.merge(spectator.agreed().wire(), 1, Integer::sum);
        awaitFreshStart(spectator);
        audiences.computeIfAbsent(spectator.loop(), loop -> new Audience(loop)).admit(spectator, ticket.epoch, start);
    }

    /** Brings a spectator that missed something up to date; it hears everything after {@code missed}. */
    void catchUp(Spectator spectator, List<Frames> missed) {
        Ticket ticket = spectator.ticket();
        if (isInStep(spectator)) {
            awaitFreshStart(spectator);
        }
        audiences.get(spectator.loop()).catchUp(spectator, ticket.epoch, missed);
    }

    void leave(Spectator spectator) {
        Wire wire = spectator.agreed().wire();
        members.merge(wire, -1, Integer::sum);
        if (wire == Wire.IN_STEP && !isInStep(spectator)) {
            waiting--;
        }
        spectator.ticket().group = null;
    }

    /** Messages that belong together: to every socket they go as one. */
    void tell(List<Message> messages) {
        Frames frames = encode(messages);
        audiences.values().forEach(audience -> audience.tell(frames));
        frames.release();
    }

    void letGo(CloseReason reason) {
        audiences.values().forEach(audience -> audience.letGo(reason));
    }

    /** {@code full}, for whoever may ask for it until something changes: encoded once per form. */
    Frames full(Message message, Wire.Agreed agreed) {
        if (!message.equals(fullMessage)) {
            dropFull();
            fullMessage = message;
            fullFrames = new Frames(message.version(), 0, message.length(), null, null, null, null);
        }
        if (fullFrames.of(agreed, epoch) == null) {
            Frames more = standAlone(message, agreed);
            fullFrames = new Frames(
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
    Frames standAlone(Message message, Wire.Agreed agreed) {
        boolean compressed = agreed.wire() == Wire.IN_STEP
                || (agreed.wire() == Wire.ALONE && message.length() <= agreed.windowBytes());
        boolean events = agreed.wire() == Wire.EVENTS;
        return new Frames(
                message.version(),
                0,
                message.length(),
                compressed || events ? null : plain(message),
                null,
                compressed ? alone(message) : null,
                events ? Frames.event(message) : null);
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

    private Frames encode(List<Message> messages) {
        int compressing = members.get(Wire.IN_STEP);
        long now = System.nanoTime();
        if (waiting > 0 && (waiting == compressing || now - freshAt >= rhythmNanos)) {
            shared.startAfresh();
            freshAt = now;
            waiting = 0;
            epoch++;
        }
        boolean alone = waiting > 0 || members.get(Wire.ALONE) > 0;
        boolean plain = members.get(Wire.PLAIN) > 0 || members.get(Wire.ALONE) > 0;
        return new Frames(
                messages.get(messages.size() - 1).version(),
                epoch,
                messages.stream().mapToInt(Message::length).max().orElseThrow(),
                plain ? together(messages, Group::plain) : null,
                compressing > waiting ? together(messages, this::inStep) : null,
                alone ? together(messages, this::alone) : null,
                members.get(Wire.EVENTS) > 0 ? together(messages, Frames::event) : null);
    }

    private static ByteBuf together(List<Message> messages, Function<Message, ByteBuf> form) {
        return messages.size() == 1
                ? form.apply(messages.get(0))
                : Frames.joined(messages.stream().map(form).toList());
    }

    private static ByteBuf plain(Message message) {
        return Frames.textFrame(message.json().array(), message.length(), false);
    }

    private ByteBuf inStep(Message message) {
        shared.compress(message);
        return Frames.textFrame(shared.output(), shared.length(), true);
    }

    private ByteBuf alone(Message message) {
        single.startAfresh();
        single.compress(message);
        return Frames.textFrame(single.output(), single.length(), true);
    }

    private boolean isInStep(Spectator spectator) {
        return spectator.agreed().wire() == Wire.IN_STEP && spectator.ticket().epoch < epoch;
    }

    private void awaitFreshStart(Spectator spectator) {
        spectator.ticket().epoch = epoch;
        if (spectator.agreed().wire() == Wire.IN_STEP) {
            waiting++;
        }
    }

    /** The broadcaster's note of a spectator: where it belongs, and when it joined. Confined to its thread. */
    static final class Ticket {
        private Group group;
        private int epoch;

        Group group() {
            return group;
        }
    }
}
