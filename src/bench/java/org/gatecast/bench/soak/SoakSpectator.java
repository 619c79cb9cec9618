package org.gatecast.bench.soak;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;
import org.gatecast.testing.Frame;
import org.gatecast.testing.FrameHeader;
import org.gatecast.testing.ResponseHead;
import org.gatecast.testing.SpectatorRequest;

/**
 * One of thousands of spectators, which sends pongs, and reads cursors and results where nothing is compressed. It keeps
 * no message, so it has a loop of its own. Confined to its event loop.
 */
final class SoakSpectator extends ChannelInboundHandlerAdapter {
    private static final int LONGEST_CURSOR = 64;

    private final SoakPopulation population;
    private final Kind kind;
    private final byte[] request;
    private final ResponseHead response = new ResponseHead();
    private final FrameHeader header = new FrameHeader();
    private final TextFinder cursors = new TextFinder("\"cursor\":\"");
    private final TextFinder results = new TextFinder("\"data\":{\"raceId\":");
    private final StringBuilder cursor = new StringBuilder();
    private long payloadLeft;
    private boolean accepted;
    private boolean readsCursor;
    private boolean leaving;
    private long newsReceived;

    /** How a spectator receives messages. */
    enum Kind {
        PLAIN("ws"),
        DEFLATE("ws"),
        EVENTS("stream");

        private final String path;

        Kind(String path) {
            this.path = path;
        }

        static Kind of(int number) {
            return values()[number % values().length];
        }

        private String request(String since) {
            String target =
                    "/api/v1/events/" + SoakRace.EVENT + "/" + path + (since.isEmpty() ? "" : "?since=" + since);
            return switch (this) {
                case EVENTS -> SpectatorRequest.eventStream(target);
                case PLAIN -> SpectatorRequest.webSocket(target);
                case DEFLATE -> SpectatorRequest.webSocket(target, SpectatorRequest.browserHeaders());
            };
        }
    }

    /**
     * @param since a cursor, or empty
     */
    SoakSpectator(SoakPopulation population, Kind kind, String since) {
        this.population = population;
        this.kind = kind;
        this.newsReceived = population.news().number();
        this.request = kind.request(since).getBytes(StandardCharsets.US_ASCII);
    }

    boolean isLeaving() {
        return leaving;
    }

    void leave(Channel channel, boolean politely) {
        leaving = true;
        if (politely && kind != Kind.EVENTS) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(Frame.masked(Frame.CLOSE)))
                    .addListener(sent -> channel.close());
        } else {
            if (!politely) {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
            }
            channel.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.writeAndFlush(Unpooled.wrappedBuffer(request));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        while (in.isReadable()) {
            byte next = in.readByte();
            if (!accepted) {
                readResponse(context, next);
            } else if (kind == Kind.EVENTS) {
                search(next);
            } else if (payloadLeft > 0) {
                payloadLeft--;
                if (kind == Kind.PLAIN) {
                    search(next);
                } else if (payloadLeft > 0) {
                    int skipped = (int) Math.min(payloadLeft, in.readableBytes());
                    in.skipBytes(skipped);
                    payloadLeft -= skipped;
                }
            } else {
                readHeader(context, next);
            }
        }
        in.release();
    }

    private void readResponse(ChannelHandlerContext context, byte next) {
        if (response.accept(next)) {
            accepted = true;
            if (!response.isAccepted()) {
                population.wasRefused();
                leaving = true;
                context.close();
            }
        }
    }

    private void readHeader(ChannelHandlerContext context, byte next) {
        if (header.accept(next)) {
            payloadLeft = header.length();
            if (header.opcode() == Frame.PING) {
                context.writeAndFlush(Unpooled.wrappedBuffer(Frame.masked(Frame.PONG)));
            }
        }
    }

    private void search(byte next) {
        if (readsCursor) {
            if (next == '"' || cursor.length() > LONGEST_CURSOR) {
                readsCursor = false;
                population.received(cursor.toString());
                cursor.setLength(0);
            } else {
                cursor.append((char) next);
            }
        } else if (cursors.finds(next)) {
            readsCursor = true;
        }
        if (results.finds(next)) {
            SoakPopulation.News news = population.news();
            if (newsReceived < news.number()) {
                newsReceived = news.number();
                population.addLatency(System.nanoTime() - news.sentAt());
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        context.close();
    }
}
