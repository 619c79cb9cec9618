package org.gatecast.limits;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A socket takes what it likes, when it likes: it is never given more than it may have. */
class ResponseWriterTest {
    private static final int MOST = 100;

    private final Socket socket = new Socket();
    private final EmbeddedChannel channel = new EmbeddedChannel(socket, new ChannelInboundHandlerAdapter());
    private final ChannelHandlerContext context = channel.pipeline().lastContext();
    private final ResponseWriter writer = new ResponseWriter(MOST);

    @AfterEach
    void nothingStays() {
        writer.releaseAll();
        socket.takeAll();
        channel.finishAndReleaseAll();
    }

    @Test
    void noMoreThanTheMostIsWithTheSocketAndAllOfItArrives() {
        String text = "0123456789".repeat(123);
        ChannelPromise sent = write(text);
        while (!sent.isDone()) {
            assertThat(socket.bytes()).isBetween(1, MOST);
            socket.takeOne();
            channel.runPendingTasks();
        }
        assertThat(socket.text()).isEqualTo("[" + text + "]");
    }

    @Test
    void whatComesAfterItWaitsForItsTurn() {
        ChannelPromise first = write("a".repeat(300));
        ChannelPromise second = write("b");
        ChannelPromise third = write("c".repeat(101));
        ChannelPromise end = context.newPromise();
        writer.write(context, Unpooled.EMPTY_BUFFER, end);
        socket.takeAll();
        channel.runPendingTasks();
        assertThat(List.of(first, second, third, end)).allMatch(ChannelPromise::isSuccess);
        assertThat(socket.text()).isEqualTo("[" + "a".repeat(300) + "][b][" + "c".repeat(101) + "]");
    }

    @Test
    void aSmallResponseIsPassedOnUnchanged() {
        DefaultFullHttpResponse response = response("small");
        writer.write(context, response, context.newPromise());
        assertThat(socket.waiting.peek().message).isSameAs(response);
    }

    @Test
    void whenTheConnectionEndsNothingIsKept() {
        ByteBuf body = Unpooled.copiedBuffer("a".repeat(1_000), US_ASCII);
        ChannelPromise sent = context.newPromise();
        writer.write(context, new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, body), sent);
        ChannelPromise next = write("b");
        writer.releaseAll();
        socket.takeAll();
        assertThat(body.refCnt()).isZero();
        assertThat(sent.cause()).isInstanceOf(ClosedChannelException.class);
        assertThat(next.cause()).isInstanceOf(ClosedChannelException.class);
    }

    private ChannelPromise write(String text) {
        ChannelPromise promise = context.newPromise();
        writer.write(context, response(text), promise);
        return promise;
    }

    private static DefaultFullHttpResponse response(String text) {
        return new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, HttpResponseStatus.OK, Unpooled.copiedBuffer(text, US_ASCII));
    }

    /** Keeps what is written until the test takes it. Responses are shown in brackets. */
    private static final class Socket extends ChannelDuplexHandler {
        private final Queue<Written> waiting = new ArrayDeque<>();
        private final List<String> taken = new ArrayList<>();

        private record Written(Object message, ChannelPromise promise) {}

        @Override
        public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
            waiting.add(new Written(message, promise));
        }

        int bytes() {
            return waiting.stream()
                    .mapToInt(written -> written.message instanceof HttpContent content
                            ? content.content().readableBytes()
                            : 0)
                    .sum();
        }

        void takeOne() {
            Written written = waiting.remove();
            if (written.message instanceof HttpResponse) {
                taken.add("[");
            }
            if (written.message instanceof HttpContent content) {
                taken.add(content.content().toString(US_ASCII));
                content.release();
            }
            if (written.message instanceof LastHttpContent) {
                taken.add("]");
            }
            written.promise.setSuccess();
        }

        void takeAll() {
            while (!waiting.isEmpty()) {
                takeOne();
            }
        }

        String text() {
            return String.join("", taken);
        }
    }
}
