package org.gatecast.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Hands a message over as the instance it is: inside one process an immutable value needs no copy. A clustered bus would
 * need a codec that writes bytes; until then, sending one over the wire is a programming error and says so.
 */
public final class LocalCodec implements MessageCodec<Object, Object> {
    private static final String NAME = "gatecast.local";

    /**
     * Options for every message that this codec carries. A question unanswered after 8 s fails: the pusher in the field
     * gives a call up for good after 10 s, but retries one that was refused in time.
     */
    public static final DeliveryOptions OPTIONS =
            new DeliveryOptions().setCodecName(NAME).setLocalOnly(true).setSendTimeout(8_000);

    private LocalCodec() {}

    /** Once per bus, before the first message. */
    public static void registerOn(EventBus bus) {
        bus.registerCodec(new LocalCodec());
    }

    @Override
    public void encodeToWire(Buffer buffer, Object message) {
        throw new UnsupportedOperationException(message.getClass().getName() + " has no wire form yet");
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException("messages have no wire form yet");
    }

    @Override
    public Object transform(Object message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
