package org.gatecast.transport;

import org.gatecast.testing.MessageDecoder;

/** What a client and the server agreed on, seen from both sides: how messages are sent, and how they are decoded. */
public final class ClientFormat {
    private final WireFormat.AgreedFormat agreedFormat;
    private final MessageDecoder decoder;

    private ClientFormat(WireFormat.AgreedFormat agreedFormat, MessageDecoder decoder) {
        this.agreedFormat = agreedFormat;
        this.decoder = decoder;
    }

    public static ClientFormat plain() {
        return new ClientFormat(WireFormat.AgreedFormat.PLAIN_FORMAT, MessageDecoder.plain());
    }

    public static ClientFormat eventStream() {
        return new ClientFormat(WireFormat.AgreedFormat.EVENT_STREAM_FORMAT, MessageDecoder.ofEventStream());
    }

    /** WebSocket with an offer of permessage-deflate, which must be accepted. */
    public static ClientFormat negotiated(String offer) {
        DeflateNegotiation negotiation = DeflateNegotiation.negotiate(offer);
        return new ClientFormat(negotiation.agreedFormat(), MessageDecoder.ofWebSocket(negotiation.responseHeader()));
    }

    public MessageDecoder decoder() {
        return decoder;
    }

    WireFormat.AgreedFormat agreedFormat() {
        return agreedFormat;
    }
}
