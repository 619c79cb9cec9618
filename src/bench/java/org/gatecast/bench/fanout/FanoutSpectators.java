package org.gatecast.bench.fanout;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.gatecast.testing.Frame;
import org.gatecast.testing.FrameHeader;
import org.gatecast.testing.ResponseHead;
import org.gatecast.testing.SpectatorRequest;

/**
 * Up to 20,000 spectators on one event loop. They skip the payload of frames, so that what is measured is the server;
 * therefore they have a loop of their own. Times are {@link System#nanoTime}.
 */
final class FanoutSpectators implements AutoCloseable {
    private static final int BYTES_AT_ONCE = 1 << 18;
    /**
     * The kernel looks for free ports one by one, which takes milliseconds each when connections of earlier runs have left
     * few. So every rush comes from addresses of its own.
     */
    private static final int PORTS_PER_ADDRESS = 1_000;

    private static final int ADDRESS_BYTE = 250;
    private static final int CONNECTING_AT_ONCE = 512;
    private static final long CONNECT_SECONDS = 10;
    private static final ByteBuf PONG =
            Unpooled.unreleasableBuffer(Unpooled.directBuffer(6).writeBytes(Frame.masked(Frame.PONG)));

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final List<Spectator> spectators = new ArrayList<>();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger first = new AtomicInteger();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicInteger closed = new AtomicInteger();
    private volatile Thread waiter;
    private volatile Round round = new Round(0, 0, 0);
    private volatile long[] latencies = new long[0];
    private final AtomicInteger measured = new AtomicInteger();
    private volatile int connections;

    /**
     * A change that every spectator receives.
     *
     * @param messages how many messages carry it
     */
    private record Round(long number, int messages, long sentAt) {}

    /** Counts a connection's frames. Confined to the loop. */
    private final class Spectator extends ChannelInboundHandlerAdapter {
        private final byte[] request;
        private final boolean eventStream;
        private final FrameHeader header = new FrameHeader();
        private ResponseHead response = new ResponseHead();
        private long skip;
        private boolean hasMessage;
        private long roundSeen;
        private int missing;
        private boolean lineBegins = true;
        private boolean hasData;
        private Channel channel;

        Spectator(byte[] request, boolean eventStream) {
            this.request = request;
            this.eventStream = eventStream;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel = context.channel();
            connected.incrementAndGet();
            context.writeAndFlush(Unpooled.wrappedBuffer(request));
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf in = (ByteBuf) message;
            bytes.addAndGet(in.readableBytes());
            while (in.isReadable()) {
                if (response != null) {
                    upgrade(in);
                } else if (eventStream) {
                    readLine(in);
                } else if (skip > 0) {
                    int now = (int) Math.min(skip, in.readableBytes());
                    in.skipBytes(now);
                    skip -= now;
                    frameEndsIfWhole();
                } else {
                    readHeader(context, in);
                }
            }
            in.release();
        }

        private void upgrade(ByteBuf in) {
            if (response.accept(in.readByte())) {
                if (!response.isAccepted()) {
                    throw new IllegalStateException("not accepted: " + response);
                }
                response = null;
            }
        }

        private void readHeader(ChannelHandlerContext context, ByteBuf in) {
            if (header.accept(in.readByte())) {
                skip = header.length();
                if (header.opcode() == Frame.PING) {
                    context.writeAndFlush(PONG.duplicate());
                }
                frameEndsIfWhole();
            }
        }

        private void frameEndsIfWhole() {
            if (skip == 0 && header.opcode() <= Frame.BINARY) {
                messageEnds();
            }
        }

        /** An empty line ends an event; one without a line of data is a comment. */
        private void readLine(ByteBuf in) {
            if (lineBegins) {
                byte first = in.getByte(in.readerIndex());
                hasData |= first == 'd';
                if (first == '\n' && hasData) {
                    hasData = false;
                    messageEnds();
                }
            }
            int rest = in.bytesBefore((byte) '\n');
            lineBegins = rest >= 0;
            in.skipBytes(lineBegins ? rest + 1 : in.readableBytes());
        }

        private void messageEnds() {
            messages.incrementAndGet();
            if (!hasMessage) {
                hasMessage = true;
                if (first.incrementAndGet() == connections) {
                    LockSupport.unpark(waiter);
                }
            }
            Round now = round;
            if (roundSeen < now.number()) {
                roundSeen = now.number();
                missing = now.messages();
            }
            if (--missing == 0) {
                latencies[measured.getAndIncrement()] = System.nanoTime() - now.sentAt();
                if (pending.decrementAndGet() == 0) {
                    LockSupport.unpark(waiter);
                }
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            closed.incrementAndGet();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
            context.close();
        }
    }

    /** Connects spectators over WebSocket all at once; returns without waiting for any. */
    void rush(int count, int port, String path, boolean deflate) {
        String[] headers = deflate ? SpectatorRequest.browserHeaders() : new String[0];
        connect(count, port, SpectatorRequest.webSocket(path, headers), false);
    }

    /** The same over event streams. */
    void rushEventStreams(int count, int port, String path) {
        connect(count, port, SpectatorRequest.eventStream(path), true);
    }

    private void connect(int count, int port, String head, boolean eventStream) {
        byte[] request = head.getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < count; i++) {
            spectators.add(new Spectator(request, eventStream));
        }
        connections = spectators.size();
        Random random = new Random();
        String network = "127.%d.%d.".formatted(1 + random.nextInt(ADDRESS_BYTE), random.nextInt(ADDRESS_BYTE));
        for (int i = 0; i < count; i++) {
            Spectator spectator = spectators.get(spectators.size() - count + i);
            awaitConnected(spectators.size() - count + i - CONNECTING_AT_ONCE);
            InetSocketAddress from = new InetSocketAddress(network + (1 + i / PORTS_PER_ADDRESS), 0);
            new Bootstrap()
                    .group(loop)
                    .channel(EpollSocketChannel.class)
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 60_000)
                    .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(BYTES_AT_ONCE))
                    .handler(new ChannelInitializer<>() {
                        @Override
                        protected void initChannel(Channel channel) {
                            channel.pipeline().addLast(spectator);
                        }
                    })
                    .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), from);
        }
    }

    /**
     * Clients of their own send their request when they are connected. This loop would first connect all, and the server
     * takes only some thousands that have sent nothing.
     */
    private void awaitConnected(int least) {
        await(() -> connected.get() >= least, CONNECT_SECONDS);
    }

    /** Waits until every spectator has received a message, and returns whether all did in time. */
    boolean awaitFirstMessages(long seconds) {
        return await(() -> first.get() >= connections, seconds);
    }

    /**
     * Begins a round, whose time begins now.
     *
     * @param expected how many spectators receive it, in how many messages each
     */
    void begin(int expected, int messages) {
        if (latencies.length < measured.get() + expected) {
            latencies = Arrays.copyOf(latencies, Math.max(latencies.length * 2, measured.get() + expected));
        }
        pending.set(expected);
        round = new Round(round.number() + 1, messages, System.nanoTime());
    }

    /** Waits until every spectator has received the round. */
    boolean awaitAll(long seconds) {
        return await(() -> pending.get() <= 0, seconds);
    }

    private boolean await(BooleanSupplier condition, long seconds) {
        waiter = Thread.currentThread();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        return condition.getAsBoolean();
    }

    /** The latencies since the last call. */
    SortedTimes latencies() {
        return new SortedTimes(latencies, measured.getAndSet(0));
    }

    long bytes() {
        return bytes.get();
    }

    long messages() {
        return messages.get();
    }

    int closed() {
        return closed.get();
    }

    /** Makes some of them stop reading, or read on. */
    void reading(int count, boolean on) {
        spectators
                .subList(0, count)
                .forEach(spectator -> spectator.channel.config().setAutoRead(on));
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
