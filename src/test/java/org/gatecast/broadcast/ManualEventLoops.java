package org.gatecast.broadcast;

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

/**
 * Event loops that turn only when told to, and spectators on real sockets, all in the test's own thread: what happens
 * when is the test's to say. The sockets are those of Unix, which hand over at once what they take, where TCP would
 * have a clock of its own.
 */
final class ManualEventLoops implements AutoCloseable {
    private static final int SMALLEST_BUFFER = 1;

    private final boolean nativeTransport;
    private final Path directory;
    private final Path path;
    private final ServerSocketChannel door;
    private final List<ManualIoEventLoop> loops = new ArrayList<>();
    private final List<Guest> guests = new ArrayList<>();
    private final List<EncodedMessage> frames = new ArrayList<>();

    /**
     * @param nativeTransport whether the server's ends are epoll sockets where the system has them
     */
    ManualEventLoops(boolean nativeTransport, int loops) {
        this.nativeTransport = nativeTransport && Epoll.isAvailable();
        for (int i = 0; i < loops; i++) {
            this.loops.add(new ManualIoEventLoop(
                    Thread.currentThread(),
                    this.nativeTransport ? EpollIoHandler.newFactory() : NioIoHandler.newFactory()));
        }
        try {
            directory = Files.createTempDirectory("hall");
            path = directory.resolve("door");
            door = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Both ends of a spectator's connection. */
    static final class Guest {
        final SpectatorConnection spectator;
        final Channel channel;
        private final SocketChannel client;

        private Guest(SpectatorConnection spectator, Channel channel, SocketChannel client) {
            this.spectator = spectator;
            this.channel = channel;
            this.client = client;
        }

        /** What has come and was not read yet, at most so many bytes. */
        byte[] read(int most) {
            ByteBuffer bytes = ByteBuffer.allocate(most);
            try {
                client.read(bytes);
            } catch (IOException cut) {
                // Nothing came.
            }
            byte[] read = new byte[bytes.position()];
            bytes.flip().get(read);
            return read;
        }

        void say(byte... bytes) {
            try {
                client.write(ByteBuffer.wrap(bytes));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void hangUp() {
            try {
                client.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Connects a spectator on one of the loops; it is in no room yet.
     *
     * @param slow whether its socket holds as little as the system allows
     */
    Guest welcome(SpectatorConnection spectator, int loop, boolean slow) {
        Channel channel = nativeTransport ? new EpollDomainSocketChannel() : new NioDomainSocketChannel();
        if (slow) {
            channel.config().setOption(ChannelOption.SO_SNDBUF, SMALLEST_BUFFER);
        }
        channel.pipeline().addLast(spectator);
        channel.unsafe().register(loops.get(loop), channel.newPromise());
        SocketAddress address =
                nativeTransport ? new DomainSocketAddress(path.toFile()) : UnixDomainSocketAddress.of(path);
        var connecting = channel.connect(address);
        try {
            SocketChannel client = door.accept();
            client.configureBlocking(false);
            while (!connecting.isDone()) {
                loops.get(loop).runNow();
            }
            Guest guest = new Guest(spectator, channel, client);
            guests.add(guest);
            return guest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets a loop do what it has to do. */
    void turn(int loop) {
        loops.get(loop).runNow();
    }

    void turn() {
        loops.forEach(ManualIoEventLoop::runNow);
    }

    /** A frame of so many bytes, as messages are; released with the hall. */
    EncodedMessage frames(long version, int length) {
        ByteBuf plain = Unpooled.directBuffer(length).writeZero(length);
        EncodedMessage made = new EncodedMessage(version, 1, length, plain, null, null, null);
        frames.add(made);
        return made;
    }

    @Override
    public void close() {
        guests.forEach(guest -> {
            guest.channel.close();
            guest.hangUp();
        });
        turn();
        loops.forEach(loop -> {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS);
            while (!loop.isTerminated()) {
                loop.runNow();
            }
        });
        frames.forEach(EncodedMessage::release);
        try {
            door.close();
            Files.deleteIfExists(path);
            Files.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
