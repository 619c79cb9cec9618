package org.gatecast.bench.fanout;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.UnixChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The least that a broadcaster in Java does: one thread, one system call per spectator per message, no HTTP to speak of,
 * nothing remembered, nothing checked. Every upgrade joins the one room; the body of every other request is framed once
 * and written to the whole room.
 */
final class DirectWriteFloor {
    private static final String WELCOME =
            """
            HTTP/1.1 101 Switching Protocols\r
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r
            \r
            """;

    private static final List<FileDescriptor> ROOM = new ArrayList<>();

    private DirectWriteFloor() {}

    public static void main(String[] args) throws InterruptedException {
        Channel server = new ServerBootstrap()
                .group(new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory()))
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Connection());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
        System.out.println("port " + ((InetSocketAddress) server.localAddress()).getPort());
    }

    private static final class Connection extends ChannelInboundHandlerAdapter {
        private final StringBuilder request = new StringBuilder();

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) throws IOException {
            ByteBuf bytes = (ByteBuf) message;
            request.append(bytes.toString(StandardCharsets.ISO_8859_1));
            bytes.release();
            int head = request.indexOf("\r\n\r\n");
            if (head < 0) {
                return;
            }
            if (request.indexOf("Upgrade: websocket") >= 0) {
                context.writeAndFlush(ascii(WELCOME));
                ROOM.add(((UnixChannel) context.channel()).fd());
                request.setLength(0);
                return;
            }
            int lengthAt = request.indexOf("Content-Length: ") + 16;
            int length = Integer.parseInt(request.substring(lengthAt, request.indexOf("\r\n", lengthAt)));
            if (request.length() < head + 4 + length) {
                return;
            }
            broadcast(request.substring(head + 4, head + 4 + length).getBytes(StandardCharsets.ISO_8859_1));
            request.setLength(0);
            context.writeAndFlush(ascii("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"));
        }

        private static void broadcast(byte[] body) throws IOException {
            ByteBuf frame = Unpooled.directBuffer(body.length + 10).writeByte(0x81);
            if (body.length < 126) {
                frame.writeByte(body.length);
            } else if (body.length < 65_536) {
                frame.writeByte(126).writeShort(body.length);
            } else {
                frame.writeByte(127).writeLong(body.length);
            }
            frame.writeBytes(body);
            for (FileDescriptor socket : ROOM) {
                if (socket.isOpen()) {
                    socket.writeAddress(frame.memoryAddress(), 0, frame.readableBytes());
                }
            }
            frame.release();
        }

        private static ByteBuf ascii(String text) {
            return Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
            context.close();
        }
    }
}
