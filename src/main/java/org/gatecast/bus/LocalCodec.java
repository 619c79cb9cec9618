package org.gatecast.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Passes a message as the same instance: within one process an immutable value needs no copy. A clustered bus would
 * need a codec that writes bytes. Sending a message over the network throws {@link UnsupportedOperationException}.
 */
public final class LocalCodec implements MessageCodec<Object, Object> {
    private static final String NAME = "gatecast.local";

    /**
     * The options for every message with this codec. A request without a reply fails after 8 s: the pusher gives up a
     * call after 10 s, but repeats a call that was refused earlier.
     */
    public static final DeliveryOptions OPTIONS =
            new DeliveryOptions().setCodecName(NAME).setLocalOnly(true).setSendTimeout(8_000);

    LocalCodec() {}

    /** Called once per bus, before the first message. */
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
