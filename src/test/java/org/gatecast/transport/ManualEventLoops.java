package org.gatecast.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ManualIoEventLoop;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Event loops that run only when the test says so, and spectators on real sockets, all in the thread of the test. The
 * sockets are Unix domain sockets, which pass on at once what they take; TCP has timers of its own.
 */
public final class ManualEventLoops implements AutoCloseable {
    private static final int SMALLEST_BUFFER = 1;

    private final boolean nativeTransport;
    private final Path directory;
    private final Path path;
    private final ServerSocketChannel server;
    private final List<ManualIoEventLoop> loops = new ArrayList<>();
    private final List<ConnectedSpectator> connected = new ArrayList<>();
    private final List<EncodedMessage> messages = new ArrayList<>();

    /**
     * @param nativeTransport whether the server's ends are epoll sockets where the system has them
     */
    public ManualEventLoops(boolean nativeTransport, int loops) {
        this.nativeTransport = nativeTransport && Epoll.isAvailable();
        for (int i = 0; i < loops; i++) {
            this.loops.add(new ManualIoEventLoop(
                    Thread.currentThread(),
                    this.nativeTransport ? EpollIoHandler.newFactory() : NioIoHandler.newFactory()));
        }
        try {
            directory = Files.createTempDirectory("gatecast-test");
            path = directory.resolve("socket");
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Both ends of a spectator's connection. */
    public static final class ConnectedSpectator {
        final SpectatorConnection connection;
        final Channel channel;
        private final Spectator spectator;
        private final SocketChannel client;

        private ConnectedSpectator(SpectatorConnection connection, Channel channel, SocketChannel client) {
            this.connection = connection;
            this.channel = channel;
            this.spectator = new Spectator(connection);
            this.client = client;
        }

        /** The spectator for a room to join. */
        public Spectator spectator() {
            return spectator;
        }

        /** Whether the server's end is open. */
        public boolean isOpen() {
            return channel.isOpen();
        }

        /** Has the server send a ping. */
        public void ping() {
            connection.ping();
        }

        /** Closes the server's end without a close frame. */
        public void closeChannel() {
            channel.close();
        }

        /** Reads what has arrived, at most so many bytes. */
        public byte[] read(int most) {
            ByteBuffer bytes = ByteBuffer.allocate(most);
            try {
                client.read(bytes);
            } catch (IOException closed) {
                // Nothing came.
            }
            byte[] read = new byte[bytes.position()];
            bytes.flip().get(read);
            return read;
        }

        /** Has the client send bytes. */
        public void send(byte... bytes) {
            try {
                client.write(ByteBuffer.wrap(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Closes the client's end. */
        public void disconnect() {
            try {
                client.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Connects a client; its spectator is in no room yet.
     *
     * @param onClosed called when the connection has ended
     * @param onFellBehind called with the version from which the spectator needs a catch-up
     * @param slow whether the socket buffers as little as the system allows
     */
    public ConnectedSpectator connect(
            ClientFormat format, Runnable onClosed, LongConsumer onFellBehind, int loop, boolean slow) {
        SpectatorConnection.ConnectionListener listener = new SpectatorConnection.ConnectionListener() {
            @Override
            public void closed(SpectatorConnection connection) {
                onClosed.run();
            }

            @Override
            public void fellBehind(SpectatorConnection connection, long version) {
                onFellBehind.accept(version);
            }
        };
        return connect(
                new SpectatorConnection(
                        format.agreedFormat(),
                        listener,
                        new ClientFrameDecoder.FrameLimits(1024, 1_000_000),
                        new TransportMetrics()),
                loop,
                slow);
    }

    ConnectedSpectator connect(SpectatorConnection connection, int loop, boolean slow) {
        Channel channel = nativeTransport ? new EpollDomainSocketChannel() : new NioDomainSocketChannel();
        if (slow) {
            channel.config().setOption(ChannelOption.SO_SNDBUF, SMALLEST_BUFFER);
        }
        channel.pipeline().addLast(connection);
        channel.unsafe().register(loops.get(loop), channel.newPromise());
        SocketAddress address =
                nativeTransport ? new DomainSocketAddress(path.toFile()) : UnixDomainSocketAddress.of(path);
        var connecting = channel.connect(address);
        try {
            SocketChannel client = server.accept();
            client.configureBlocking(false);
            while (!connecting.isDone()) {
                loops.get(loop).runNow();
            }
            ConnectedSpectator spectator = new ConnectedSpectator(connection, channel, client);
            connected.add(spectator);
            return spectator;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs the tasks of one loop that are due. */
    public void run(int loop) {
        loops.get(loop).runNow();
    }

    /** The same for every loop. */
    public void run() {
        loops.forEach(ManualIoEventLoop::runNow);
    }

    /** A message with a plain frame of so many bytes; released with the loops. */
    EncodedMessage message(long version, int length) {
        ByteBuf plain = Unpooled.directBuffer(length).writeZero(length);
        EncodedMessage message = new EncodedMessage(version, 1, length, plain, null, null, null);
        messages.add(message);
        return message;
    }

    @Override
    public void close() {
        connected.forEach(spectator -> {
            spectator.channel.close();
            spectator.disconnect();
        });
        run();
        loops.forEach(loop -> {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            while (!loop.isTerminated()) {
                loop.runNow();
            }
        });
        messages.forEach(EncodedMessage::release);
        try {
            server.close();
            Files.deleteIfExists(path);
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
