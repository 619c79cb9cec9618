package org.gatecast.bench.soak;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;

/** One spectator, which answers pings and reads cursors and results if it can. Confined to its event loop. */
final class SoakSpectator extends ChannelInboundHandlerAdapter {
    private static final byte[] FAREWELL = {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0};
    private static final byte[] PONG = {(byte) 0x8A, (byte) 0x80, 0, 0, 0, 0};
    private static final int PING = 9;
    private static final int LONGEST_CURSOR = 64;

    private final SoakPopulation soakPopulation;
    private final Kind kind;
    private final byte[] request;
    private final TextFinder answerEnds = new TextFinder("\r\n\r\n");
    private final TextFinder cursors = new TextFinder("\"cursor\":\"");
    private final TextFinder results = new TextFinder("\"data\":{\"raceId\":");
    private final StringBuilder cursor = new StringBuilder();
    private final StringBuilder statusLine = new StringBuilder();
    private final byte[] head = new byte[14];
    private int headBytes;
    private long payloadLeft;
    private boolean letIn;
    private boolean readsCursor;
    private boolean leaving;
    private long newsHeard;

    /** How a spectator hears of the race. */
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

        private String headers() {
            return switch (this) {
                case EVENTS -> "Accept: text/event-stream\r\n";
                case PLAIN -> upgrade();
                case DEFLATE -> upgrade() + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n";
            };
        }

        private static String upgrade() {
            return """
                    Upgrade: websocket\r
                    Connection: Upgrade\r
                    Sec-WebSocket-Version: 13\r
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                    """;
        }
    }

    /**
     * @param since a cursor, or empty
     */
    SoakSpectator(SoakPopulation soakPopulation, Kind kind, String since) {
        this.soakPopulation = soakPopulation;
        this.kind = kind;
        this.newsHeard = soakPopulation.news().number();
        this.request = ("GET /api/v1/events/" + SoakRace.EVENT + "/" + kind.path
                        + (since.isEmpty() ? "" : "?since=" + since) + " HTTP/1.1\r\nHost: soak\r\n" + kind.headers()
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    boolean isLeaving() {
        return leaving;
    }

    void leave(Channel channel, boolean politely) {
        leaving = true;
        if (politely && kind != Kind.EVENTS) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(FAREWELL)).addListener(said -> channel.close());
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
            if (!letIn) {
                answered(context, next);
            } else if (kind == Kind.EVENTS) {
                look(next);
            } else if (payloadLeft > 0) {
                payloadLeft--;
                if (kind == Kind.PLAIN) {
                    look(next);
                } else if (payloadLeft > 0) {
                    int skipped = (int) Math.min(payloadLeft, in.readableBytes());
                    in.skipBytes(skipped);
                    payloadLeft -= skipped;
                }
            } else {
                frame(context, next);
            }
        }
        in.release();
    }

    private void answered(ChannelHandlerContext context, byte next) {
        if (statusLine.length() < "HTTP/1.1 200".length()) {
            statusLine.append((char) next);
        }
        if (answerEnds.finds(next)) {
            letIn = true;
            if (!statusLine.toString().matches("HTTP/1.1 (101|200)")) {
                soakPopulation.wasRefused();
                leaving = true;
                context.close();
            }
        }
    }

    private void frame(ChannelHandlerContext context, byte next) {
        head[headBytes++] = next;
        int short7 = headBytes < 2 ? 0 : head[1] & 0x7F;
        int whole = short7 == 126 ? 4 : short7 == 127 ? 10 : 2;
        if (headBytes < whole) {
            return;
        }
        payloadLeft = whole == 2 ? short7 : 0;
        for (int i = 2; i < whole; i++) {
            payloadLeft = payloadLeft << 8 | (head[i] & 0xFF);
        }
        if ((head[0] & 0x0F) == PING) {
            context.writeAndFlush(Unpooled.wrappedBuffer(PONG));
        }
        headBytes = 0;
    }

    private void look(byte next) {
        if (readsCursor) {
            if (next == '"' || cursor.length() > LONGEST_CURSOR) {
                readsCursor = false;
                soakPopulation.heard(cursor.toString());
                cursor.setLength(0);
            } else {
                cursor.append((char) next);
            }
        } else if (cursors.finds(next)) {
            readsCursor = true;
        }
        if (results.finds(next)) {
            SoakPopulation.News news = soakPopulation.news();
            if (newsHeard < news.number()) {
                newsHeard = news.number();
                soakPopulation.took(System.nanoTime() - news.sentAt());
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
        context.close();
    }
}
