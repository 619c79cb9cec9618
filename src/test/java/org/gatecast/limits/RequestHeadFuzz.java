package org.gatecast.limits;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;
import java.util.ArrayList;
import java.util.List;

/**
 * What a connection brings to the HTTP port. However it is cut into packets, the same requests are read of it; and all
 * that is read, method, address, headers and where each body ends, is what the plainest reading finds
 * ({@link ReferenceRequestReader}). To refuse more than that is allowed, to accept more is not: a proxy could read it differently.
 */
public final class RequestHeadFuzz {
    private static final int MOST_HEADERS = 20;
    private static final HttpServerOptions OPTIONS = new HttpServerOptions().setMaxInitialLineLength(300);

    private RequestHeadFuzz() {}

    /**
     * @param heads of all requests, whole or not
     * @param bodies of those that came to their end
     * @param refused whether reading ended with a refusal
     */
    private record Read(List<String> heads, List<String> bodies, boolean refused) {}

    public static void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] bytes = new byte[input.length - 1];
        System.arraycopy(input, 1, bytes, 0, bytes.length);
        Read read = read(bytes, bytes.length);
        assertThat(read(bytes, 1)).isEqualTo(read);
        assertThat(read(bytes, 1 + (input[0] & 0xFF))).isEqualTo(read);
        ReferenceRequestReader plain = ReferenceRequestReader.of(new String(bytes, ISO_8859_1));
        assertThat(read.heads).isEqualTo(first(read.heads.size(), plain.heads()));
        assertThat(read.bodies).isEqualTo(first(read.bodies.size(), plain.bodies()));
        boolean all =
                plain.heads().size() == read.heads.size() && plain.bodies().size() == read.bodies.size();
        assertThat(read.refused || all).as("all is read or something refused").isTrue();
    }

    public static List<byte[]> seeds() {
        return List.of(
                lines("\0GET /health HTTP/1.1", "Host: a", "", ""),
                lines("\5POST /api HTTP/1.1", "Host: a", "Content-Length: 4", "", "abcdGET / HTTP/1.0", "", ""),
                lines("\7POST / HTTP/1.1", "Transfer-Encoding: chunked", "", "3;x=\"y\"", "abc", "0", "T: x", "", ""),
                lines("\0", "", "GET / HTTP/1.1", "Host: a", "Connection: Upgrade", "Upgrade: websocket", "", ""),
                lines("\1POST / HTTP/1.1", "Host: a", "Content-Length: 4, 5", "X: a", " b", "", ""),
                lines("\1POST / HTTP/1.1", "Transfer-Encoding: identity", "Content-Length: 0", "", ""),
                lines("\2GET / HTTP/2.0", "Host : a", ": b", "Expect: 100-continue", "", "zz", ""));
    }

    private static List<String> first(int count, List<String> all) {
        return all.subList(0, Math.min(count, all.size()));
    }

    private static byte[] lines(String... lines) {
        return String.join("\r\n", lines).getBytes(ISO_8859_1);
    }

    private static Read read(byte[] bytes, int cut) {
        EmbeddedChannel channel = new EmbeddedChannel(new StrictHttpDecoder(OPTIONS, MOST_HEADERS));
        List<String> heads = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        StringBuilder body = new StringBuilder();
        boolean refused = false;
        ByteBuf rest = Unpooled.wrappedBuffer(bytes);
        while (rest.isReadable()) {
            channel.writeInbound(rest.readRetainedSlice(Math.min(cut, rest.readableBytes())));
            for (HttpObject next = channel.readInbound(); next != null; next = channel.readInbound()) {
                if (next.decoderResult().isFailure()) {
                    refused = true;
                } else if (!refused) {
                    note(next, heads, bodies, body);
                }
                ReferenceCountUtil.release(next);
            }
        }
        channel.close();
        return new Read(heads, bodies, refused);
    }

    private static void note(HttpObject next, List<String> heads, List<String> bodies, StringBuilder body) {
        if (next instanceof HttpRequest request) {
            StringBuilder head = new StringBuilder();
            head.append(request.method())
                    .append(' ')
                    .append(request.uri())
                    .append(' ')
                    .append(request.protocolVersion());
            request.headers().forEach(header -> head.append('\n')
                    .append(header.getKey())
                    .append(": ")
                    .append(header.getValue()));
            heads.add(head.toString());
        }
        if (next instanceof HttpContent content) {
            body.append(content.content().toString(ISO_8859_1));
        }
        if (next instanceof LastHttpContent) {
            bodies.add(body.toString());
            body.setLength(0);
        }
    }
}
