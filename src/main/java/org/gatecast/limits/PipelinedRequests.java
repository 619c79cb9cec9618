package org.gatecast.limits;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Requests that arrived before the response to an earlier one was sent. While they wait, nothing more is read. Confined to
 * the event loop of the connection.
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

    /** The number of requests, complete or not. */
    int requests() {
        return requests;
    }

    boolean isEmpty() {
        return messages.isEmpty();
    }

    /** Adds a message. Returns whether there was memory for its body; without a body there always is. */
    boolean add(Channel channel, Object message) {
        if (channel.config().isAutoRead()) {
            channel.config().setAutoRead(false);
            stoppedReading = true;
        }
        Object kept = message;
        if (message instanceof HttpContent content && content.content().isReadable()) {
            int length = content.content().readableBytes();
            if (!memory.reserve(length)) {
                content.release();
                return false;
            }
            bytes += length;
            // A slice of a few bytes would keep the whole buffer in memory.
            kept = content.replace(Unpooled.copiedBuffer(content.content()));
            content.release();
        }
        messages.add(kept);
        if (message instanceof HttpRequest) {
            requests++;
        }
        return true;
    }

    Object peek() {
        return messages.peek();
    }

    /** Removes the next message. After the last one, the connection is read again. */
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

    /** Drops all messages, since the connection has ended or is a spectator's from now on. */
    void releaseAll() {
        messages.forEach(ReferenceCountUtil::release);
        messages.clear();
        requests = 0;
        memory.release(bytes);
        bytes = 0;
    }
}
