package org.gatecast.bench.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Connections of one address that send something once and read nothing, with a small receive buffer. */
final class SilentClients implements MeasuredAttack.Attackers {
    private static final int RECEIVE_BYTES = 4_096;

    private final InetSocketAddress from;
    private final InetSocketAddress to;
    private final List<SocketChannel> channels = new ArrayList<>();

    /**
     * @param from another address of this machine than the others have
     */
    SilentClients(SourceAddress from, int port) {
        this.from = new InetSocketAddress(from.address(), 0);
        this.to = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Opens as many; one that is refused or cut at once counts for nothing. */
    void open(int howMany, String message) {
        for (int i = 0; i < howMany; i++) {
            try {
                SocketChannel channel = SocketChannel.open();
                channels.add(channel);
                channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BYTES);
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.bind(from);
                channel.connect(to);
                channel.configureBlocking(false);
                channel.write(ByteBuffer.wrap(message.getBytes(ISO_8859_1)));
            } catch (IOException e) {
                // The service has had enough.
            }
        }
    }

    /** Says something more on each. */
    void send(String text) {
        for (SocketChannel channel : channels) {
            try {
                channel.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
            } catch (IOException e) {
                // Cut off.
            }
        }
    }

    /** Drops them all, without a close frame. */
    @Override
    public void close() {
        for (SocketChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                // Gone.
            }
        }
        channels.clear();
    }
}
