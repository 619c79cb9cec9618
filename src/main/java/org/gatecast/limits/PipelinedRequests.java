package org.gatecast.limits;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Requests that came before the answer to the one ahead of them had left: they wait, and nothing more is read. Confined
 * to the connection's event loop.
 */
final class PipelinedRequests {
    private final UnsentBytesBudget memory;
    private final Deque<Object> messages = new ArrayDeque<>(0);
    private int requests;
    private long bytes;
    private boolean stoppedReading;

    PipelinedRequests(UnsentBytesBudget memory) {
        this.memory = memory;
    }

    /** How many requests there are, whole or not. */
    int requests() {
        return requests;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Whether there was room for a message; there always is for one without a body. */
    boolean add(Channel channel, Object message) {
        if (channel.config().isAutoRead()) {
            channel.config().setAutoRead(false);
            stoppedReading = true;
        }
        Object own = message;
        if (message instanceof HttpContent content && content.content().isReadable()) {
            int length = content.content().readableBytes();
            if (!memory.reserve(length)) {
                content.release();
                return false;
            }
            bytes += length;
            // A few bytes would keep all that came with them.
            own = content.replace(Unpooled.copiedBuffer(content.content()));
            content.release();
        }
        messages.add(own);
        if (message instanceof HttpRequest) {
            requests++;
        }
        return true;
    }

    Object peek() {
        return messages.peek();
    }

    /** The next message; with the last one, the connection is read again. */
    Object poll(Channel channel) {
        Object message = messages.poll();
        if (message instanceof HttpRequest) {
            requests--;
        }
        if (message instanceof HttpContent content) {
            int length = content.content().readableBytes();
            bytes -= length;
            memory.release(length);
        }
        if (messages.isEmpty() && stoppedReading) {
            stoppedReading = false;
            channel.config().setAutoRead(true);
        }
        return message;
    }

    /** The connection is over, or nobody's here any more. */
    void releaseAll() {
        messages.forEach(ReferenceCountUtil::release);
        messages.clear();
        requests = 0;
        memory.release(bytes);
        bytes = 0;
    }
}
