package org.gatecast.guard;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.Iterator;
import java.util.List;

/**
 * Reads requests, and takes none that a proxy before us could read differently (request smuggling, RFC 9112, sections 5.2
 * and 6.1): with both a length and chunks, or with a header folded over lines. Bare line feeds and contradicting lengths
 * the superclass refuses already.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {
    private final int mostHeaders;
    private boolean inHead = true;
    private boolean pastFirstLine;
    private boolean broken;

    StrictDecoder(HttpServerOptions options, int mostHeaders) {
        super(options);
        this.mostHeaders = mostHeaders;
    }

    /** Something that is no request to be answered. */
    static final class AmbiguousRequestException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        AmbiguousRequestException(String message) {
            super(message);
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (inHead && isFolded(in)) {
            refuse(in, out, new AmbiguousRequestException("a header is folded over several lines"));
            return;
        }
        int before = out.size();
        int start = in.readerIndex();
        super.decode(context, in, out);
        pastFirstLine |= inHead && in.readerIndex() > start;
        for (int i = before; i < out.size(); i++) {
            if (out.get(i) instanceof HttpRequest request && lines(request.headers()) > mostHeaders) {
                out.subList(i, out.size()).clear();
                refuse(in, out, new TooLongHttpHeaderException("more than " + mostHeaders + " headers"));
            } else {
                note((HttpObject) out.get(i));
            }
        }
    }

    /** Their size is how many names there are. */
    private static int lines(HttpHeaders headers) {
        int lines = 0;
        for (Iterator<?> each = headers.iteratorCharSequence(); each.hasNext(); each.next()) {
            lines++;
        }
        return lines;
    }

    /** Whatever comes after it is not read. */
    private void refuse(ByteBuf in, List<Object> out, Exception why) {
        broken = true;
        HttpMessage refused = createInvalidMessage();
        refused.setDecoderResult(DecoderResult.failure(why));
        out.add(refused);
        in.skipBytes(in.readableBytes());
    }

    private void note(HttpObject read) {
        if (read instanceof LastHttpContent) {
            inHead = true;
            pastFirstLine = false;
        } else if (read instanceof HttpRequest) {
            inHead = false;
        }
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new AmbiguousRequestException("both Content-Length and Transfer-Encoding are given");
    }

    /** Whether some line of the head that has come so far begins with a blank. */
    private boolean isFolded(ByteBuf in) {
        boolean atLineStart = pastFirstLine;
        boolean emptyLine = false;
        for (int i = in.readerIndex(); i < in.writerIndex(); i++) {
            byte next = in.getByte(i);
            if (atLineStart && (next == ' ' || next == '\t')) {
                return true;
            }
            if (next == '\n') {
                if (emptyLine) {
                    return false;
                }
                atLineStart = true;
                emptyLine = true;
            } else if (next != '\r') {
                atLineStart = false;
                emptyLine = false;
            }
        }
        return false;
    }
}
