package org.gatecast.bench.soak;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A fixed number of spectators of every kind. One that disconnects, after three quarters of a minute on average, is
 * replaced at once; every other one connects with the cursor of a connected spectator. Some send a close frame, others
 * reset the connection. All of them run on one event loop, the only thread of this class.
 */
final class SoakPopulation implements AutoCloseable {
    private static final double MEAN_STAY_SECONDS = 45;
    private static final double LONGEST_STAY_SECONDS = 300;
    private static final int MOST_LATENCIES = 1 << 20;
    private static final int ARRIVAL_MILLIS = 10;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final Random random = new Random(20261121);
    private final int port;
    private final int size;
    private final AtomicInteger present = new AtomicInteger();
    private final AtomicInteger came = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicLong messages = new AtomicLong();
    private final long[] latencies = new long[MOST_LATENCIES];
    private int measured;
    private volatile News news = new News(0, 0);
    private volatile String cursor = "";

    /**
     * A table that was posted.
     *
     * @param sentAt by {@link System#nanoTime}
     */
    record News(long number, long sentAt) {}

    SoakPopulation(int port, int size) {
        this.port = port;
        this.size = size;
    }

    /** Connects them, one every few milliseconds. */
    void start() {
        for (int i = 0; i < size; i++) {
            connect(SoakSpectator.Kind.of(i), (long) i * ARRIVAL_MILLIS);
        }
    }

    /** From now on the first message with results that a spectator receives is about a call that is made now. */
    void expectNews() {
        news = new News(news.number() + 1, System.nanoTime());
    }

    /** What is awaited. */
    News news() {
        return news;
    }

    /** Called on the loop. */
    void received(String newest) {
        messages.incrementAndGet();
        cursor = newest;
    }

    void addLatency(long nanos) {
        synchronized (latencies) {
            if (measured < latencies.length) {
                latencies[measured++] = nanos;
            }
        }
    }

    void wasRefused() {
        refused.incrementAndGet();
    }

    /** The 99th percentile since the last call, in milliseconds. */
    double slowestMillis() {
        long[] sorted;
        synchronized (latencies) {
            sorted = Arrays.copyOf(latencies, measured);
            measured = 0;
        }
        Arrays.sort(sorted);
        return sorted.length == 0 ? Double.NaN : sorted[(int) (sorted.length * 0.99)] / 1e6;
    }

    int present() {
        return present.get();
    }

    int came() {
        return came.get();
    }

    /** How many were rejected, or closed by the service. */
    int turnedAway() {
        return refused.get() + cut.get();
    }

    long messages() {
        return messages.get();
    }

    private void connect(SoakSpectator.Kind kind, long inMillis) {
        loop.schedule(() -> connect(kind), inMillis, TimeUnit.MILLISECONDS);
    }

    private void connect(SoakSpectator.Kind kind) {
        String since = came.incrementAndGet() % 2 == 0 ? cursor : "";
        SoakSpectator spectator = new SoakSpectator(this, kind, since);
        ChannelFuture connected = new Bootstrap()
                .group(loop)
                .channel(EpollSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(spectator);
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), port);
        connected.addListener(done -> {
            if (connected.isSuccess()) {
                stay(connected.channel(), spectator, kind);
            } else {
                refused.incrementAndGet();
                connect(kind, 1_000);
            }
        });
    }

    private void stay(Channel channel, SoakSpectator spectator, SoakSpectator.Kind kind) {
        present.incrementAndGet();
        double seconds = Math.min(LONGEST_STAY_SECONDS, -Math.log(1 - random.nextDouble()) * MEAN_STAY_SECONDS);
        boolean politely = random.nextBoolean();
        channel.eventLoop()
                .schedule(() -> spectator.leave(channel, politely), (long) (seconds * 1000), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(gone -> {
            present.decrementAndGet();
            if (!spectator.isLeaving()) {
                cut.incrementAndGet();
            }
            connect(kind, ARRIVAL_MILLIS);
        });
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
