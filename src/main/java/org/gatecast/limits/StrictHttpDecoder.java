package org.gatecast.limits;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * Decodes requests, and refuses those that a proxy before us could read differently (request smuggling, RFC 9112, sections
 * 3, 5.2 and 6): two lengths of one body, an unknown transfer coding, a header that is folded or has no name, two hosts,
 * other versions of HTTP. The superclass already refuses bare line feeds and contradicting lengths.
 */
final class StrictHttpDecoder extends VertxHttpRequestDecoder {
    private final int mostHeaders;
    private final RequestHeadScanner scanner = new RequestHeadScanner();
    private final ChunkScanner chunks = new ChunkScanner();
    private boolean inHead = true;
    private boolean inChunks;
    private boolean broken;

    StrictHttpDecoder(HttpServerOptions options, int mostHeaders) {
        super(options);
        this.mostHeaders = mostHeaders;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        int before = out.size();
        int start = in.readerIndex();
        boolean wasHead = inHead;
        super.decode(context, in, out);
        // The superclass stops at the end of a head, so these are bytes of the head only.
        Exception wrong = wasHead
                ? scanner.read(in, start, in.readerIndex())
                : inChunks ? chunks.read(in, start, in.readerIndex()) : null;
        if (out.size() > before && out.get(before) instanceof HttpRequest request) {
            wrong = malformed(request, wrong);
        }
        if (wrong != null) {
            List<Object> read = out.subList(before, out.size());
            read.forEach(ReferenceCountUtil::release);
            read.clear();
            refuse(in, out, wasHead ? createInvalidMessage() : new DefaultLastHttpContent(), wrong);
            return;
        }
        for (int i = before; i < out.size(); i++) {
            noteLengths((HttpObject) out.get(i));
        }
    }

    /**
     * @param wrong what is wrong with the lines of its head, {@code null} if nothing is
     */
    private Exception malformed(HttpRequest request, Exception wrong) {
        Throwable found = request.decoderResult().cause();
        if (found instanceof TooLongFrameException tooLong) {
            return tooLong;
        }
        if (wrong != null) {
            return wrong;
        }
        if (found != null) {
            return found instanceof Exception malformed ? malformed : new MalformedRequestException("it is malformed");
        }
        HttpHeaders headers = request.headers();
        if (lines(headers) > mostHeaders) {
            return new TooLongHttpHeaderException("more than " + mostHeaders + " headers");
        }
        if (headers.getAll(HttpHeaderNames.HOST).size() > 1) {
            return new MalformedRequestException("it names several hosts");
        }
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.isEmpty() ? null : malformed(request, codings);
    }

    private static MalformedRequestException malformed(HttpRequest request, List<String> codings) {
        boolean chunked = codings.size() == 1 && codings.get(0).equalsIgnoreCase("chunked");
        if (!chunked || !HttpUtil.isTransferEncodingChunked(request)) {
            return new MalformedRequestException("its Transfer-Encoding is not the one that is known, chunked");
        }
        if (request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            return bothLengths();
        }
        return request.protocolVersion().equals(HttpVersion.HTTP_1_0)
                ? new MalformedRequestException("HTTP/1.0 has no Transfer-Encoding")
                : null;
    }

    private static MalformedRequestException bothLengths() {
        return new MalformedRequestException("both Content-Length and Transfer-Encoding are given");
    }

    /** The number of header lines; {@code size()} is that of the names. */
    private static int lines(HttpHeaders headers) {
        int lines = 0;
        for (Iterator<?> each = headers.iteratorCharSequence(); each.hasNext(); each.next()) {
            lines++;
        }
        return lines;
    }

    /**
     * The name as it is written. The superclass compares only some bits with the names that it knows. It would take
     * {@code Content-Dength} for {@code Content-Length}, which no proxy does.
     */
    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        AsciiString name = super.splitHeaderName(line, start, length);
        boolean same = name.length() == length
                && Arrays.equals(
                        name.array(), name.arrayOffset(), name.arrayOffset() + length, line, start, start + length);
        return same ? name : new AsciiString(line, start, length, true);
    }

    /** Nothing after a refused request is read. */
    private void refuse(ByteBuf in, List<Object> out, HttpObject refused, Exception why) {
        broken = true;
        if (refused instanceof HttpMessage message) {
            // The version of the response.
            message.setProtocolVersion(HttpVersion.HTTP_1_1);
        }
        refused.setDecoderResult(DecoderResult.failure(why));
        out.add(refused);
        in.skipBytes(in.readableBytes());
    }

    private void noteLengths(HttpObject read) {
        if (read instanceof LastHttpContent) {
            inHead = true;
            scanner.reset();
        } else if (read instanceof HttpRequest request) {
            inHead = false;
            inChunks = HttpUtil.isTransferEncodingChunked(request);
            chunks.reset();
        }
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw bothLengths();
    }
}
