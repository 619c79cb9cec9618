package org.gatecast.transport;

import io.netty.buffer.ByteBuf;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One delivery to a group: a message, or several that belong together, in each wire format that a spectator of the group
 * needs. Every buffer goes to all sockets of all event loops. References are counted for the whole: one for each event
 * loop that it is on its way to.
 *
 * @param epoch how often the shared compressor had been reset before this delivery
 * @param length bytes of the longest message's JSON
 * @param plainFrame {@code null} if no spectator needs it; the same holds for the other frames
 */
record EncodedMessage(
        long version,
        int epoch,
        int length,
        ByteBuf plainFrame,
        ByteBuf sharedDeflateFrame,
        ByteBuf standaloneDeflateFrame,
        ByteBuf sseFrame) {
    /** The frame for one spectator; {@code null} if it was not made. */
    ByteBuf frameFor(WireFormat.AgreedFormat agreedFormat, int joinedAtEpoch) {
        return switch (agreedFormat.format()) {
            case PLAIN -> plainFrame;
            case SHARED_DEFLATE -> joinedAtEpoch < epoch ? sharedDeflateFrame : standaloneDeflateFrame;
            case STANDALONE_DEFLATE -> length > agreedFormat.windowBytes() ? plainFrame : standaloneDeflateFrame;
            case EVENT_STREAM -> sseFrame;
        };
    }

    void retain() {
        frames().forEach(ByteBuf::retain);
    }

    void release() {
        frames().forEach(ByteBuf::release);
    }

    private Stream<ByteBuf> frames() {
        return Stream.of(plainFrame, sharedDeflateFrame, standaloneDeflateFrame, sseFrame)
                .filter(Objects::nonNull);
    }
}
