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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Many spectators on one event loop that read no more of a message than where it ends. Times are {@link
 * System#nanoTime}.
 */
final class FanoutSpectators implements AutoCloseable {
    private static final int BYTES_AT_ONCE = 1 << 18;
    private static final int PORTS_PER_ADDRESS = 20_000;
    private static final ByteBuf PONG = Unpooled.unreleasableBuffer(
            Unpooled.directBuffer(6).writeBytes(new byte[] {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0}));

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final List<Spectator> spectators = new ArrayList<>();
    private final AtomicInteger first = new AtomicInteger();
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicInteger closed = new AtomicInteger();
    private volatile Thread waiter;
    private volatile Round round = new Round(0, 0, 0);
    private volatile long[] latencies = new long[0];
    private final AtomicInteger measured = new AtomicInteger();
    private volatile int seats;

    /**
     * Something that everybody is to be told.
     *
     * @param messages how many it takes
     */
    private record Round(long number, int messages, long sentAt) {}

    /** Counts a connection's frames. Confined to the loop. */
    private final class Spectator extends ChannelInboundHandlerAdapter {
        private final byte[] request;
        private final StringBuilder answer = new StringBuilder();
        private boolean upgraded;
        private final byte[] head = new byte[14];
        private int headBytes;
        private long skip;
        private int opcode;
        private boolean welcomed;
        private long roundSeen;
        private int missing;
        private Channel channel;

        Spectator(byte[] request) {
            this.request = request;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            channel = context.channel();
            context.writeAndFlush(Unpooled.wrappedBuffer(request));
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf in = (ByteBuf) message;
            bytes.addAndGet(in.readableBytes());
            while (in.isReadable()) {
                if (!upgraded) {
                    upgrade(in);
                } else if (skip > 0) {
                    int now = (int) Math.min(skip, in.readableBytes());
                    in.skipBytes(now);
                    skip -= now;
                    frameEndsIfWhole();
                } else {
                    readHead(context, in);
                }
            }
            in.release();
        }

        private void upgrade(ByteBuf in) {
            answer.append((char) in.readByte());
            int length = answer.length();
            if (length > 3 && answer.substring(length - 4).equals("\r\n\r\n")) {
                if (!answer.toString().startsWith("HTTP/1.1 101")) {
                    throw new IllegalStateException("not let in: " + answer);
                }
                upgraded = true;
                answer.setLength(0);
                answer.trimToSize();
            }
        }

        private void readHead(ChannelHandlerContext context, ByteBuf in) {
            head[headBytes++] = in.readByte();
            int short7 = headBytes < 2 ? 0 : head[1] & 0x7F;
            int whole = short7 == 126 ? 4 : short7 == 127 ? 10 : 2;
            if (headBytes < whole) {
                return;
            }
            opcode = head[0] & 0x0F;
            skip = whole == 2 ? short7 : 0;
            for (int i = 2; i < whole; i++) {
                skip = skip << 8 | (head[i] & 0xFF);
            }
            headBytes = 0;
            if (opcode == 9) {
                context.writeAndFlush(PONG.duplicate());
            }
            frameEndsIfWhole();
        }

        private void frameEndsIfWhole() {
            if (skip > 0 || opcode > 2) {
                return;
            }
            messages.incrementAndGet();
            if (!welcomed) {
                welcomed = true;
                if (first.incrementAndGet() == seats) {
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

    /** Connects spectators all at once; returns without waiting for any. */
    void rush(int count, int port, String path, boolean deflate) {
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                        + (deflate ? "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n" : "")
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < count; i++) {
            spectators.add(new Spectator(request));
        }
        seats = spectators.size();
        for (int i = 0; i < count; i++) {
            Spectator spectator = spectators.get(spectators.size() - count + i);
            InetSocketAddress from = new InetSocketAddress("127.0.0." + (1 + i / PORTS_PER_ADDRESS), 0);
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

    /** Waits until everybody has had a first message; answers whether that came about in time. */
    boolean awaitWelcome(long seconds) {
        return await(() -> first.get() >= seats, seconds);
    }

    /**
     * Begins something that everybody is to be told; its time begins now.
     *
     * @param expected by how many, in how many messages each
     */
    void begin(int expected, int messages) {
        if (latencies.length < measured.get() + expected) {
            latencies = Arrays.copyOf(latencies, Math.max(latencies.length * 2, measured.get() + expected));
        }
        pending.set(expected);
        round = new Round(round.number() + 1, messages, System.nanoTime());
    }

    /** Waits until everybody has been told what was begun. */
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

    /** What was measured since the last time this was asked. */
    SortedTimes latencies() {
        SortedTimes sortedTimes = new SortedTimes(latencies, measured.getAndSet(0));
        return sortedTimes;
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

    /** Some of them read nothing any more, or read on. */
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
