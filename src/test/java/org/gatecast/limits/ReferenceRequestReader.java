package org.gatecast.limits;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The requests on a connection as RFC 9112 writes them, read line by line and without any lenience. It ends where the
 * text does, or at the first thing that is written otherwise.
 */
final class ReferenceRequestReader {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern REQUEST_LINE = Pattern.compile("(" + TOKEN + ") ([!-~]+) HTTP/1\\.[01]");
    private static final Pattern HEADER =
            Pattern.compile("(" + TOKEN + "):[ \t]*(|[!-~\\x80-\\xFF](?:[\t -~\\x80-\\xFF]*[!-~\\x80-\\xFF])?)[ \t]*");
    private static final Pattern CHUNK_SIZE = Pattern.compile("([0-9a-fA-F]{1,7})[ \t]*(?:;[\t -~\\x80-\\xFF]*)?");

    private final String text;
    private final List<String> heads = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private int at;

    private ReferenceRequestReader(String text) {
        this.text = text;
    }

    /** Nothing more can be read. */
    private static final class End extends Exception {}

    static ReferenceRequestReader of(String text) {
        ReferenceRequestReader requests = new ReferenceRequestReader(text);
        try {
            while (requests.at < text.length()) {
                requests.request();
            }
        } catch (End e) {
            // What was read before stands.
        }
        return requests;
    }

    /** Method, address and version, and on a line each its headers. */
    List<String> heads() {
        return heads;
    }

    List<String> bodies() {
        return bodies;
    }

    private void request() throws End {
        while (at < text.length() && (text.charAt(at) == '\r' || text.charAt(at) == '\n')) {
            at++;
        }
        String requestLine = line();
        require(REQUEST_LINE.matcher(requestLine).matches());
        StringBuilder head = new StringBuilder(requestLine);
        Integer length = null;
        boolean chunked = false;
        for (String line = line(); !line.isEmpty(); line = line()) {
            Matcher header = HEADER.matcher(line);
            require(header.matches());
            String name = header.group(1);
            String value = header.group(2);
            head.append('\n').append(name).append(": ").append(value);
            if (name.equalsIgnoreCase("Content-Length")) {
                require(value.matches("[0-9]{1,9}") && (length == null || length == Integer.parseInt(value)));
                length = Integer.valueOf(value);
            }
            if (name.equalsIgnoreCase("Transfer-Encoding")) {
                require(value.equalsIgnoreCase("chunked") && !chunked);
                chunked = true;
            }
        }
        require(!chunked || (length == null && requestLine.endsWith("1")));
        heads.add(head.toString());
        bodies.add(chunked ? chunks() : taken(length == null ? 0 : length));
    }

    private String chunks() throws End {
        StringBuilder body = new StringBuilder();
        while (true) {
            Matcher size = CHUNK_SIZE.matcher(line());
            require(size.matches());
            int length = Integer.parseInt(size.group(1), 16);
            if (length == 0) {
                break;
            }
            body.append(taken(length));
            require(line().isEmpty());
        }
        for (String trailer = line(); !trailer.isEmpty(); trailer = line()) {
            require(HEADER.matcher(trailer).matches());
        }
        return body.toString();
    }

    private String taken(int length) throws End {
        require(length <= text.length() - at);
        at += length;
        return text.substring(at - length, at);
    }

    private String line() throws End {
        int end = text.indexOf("\r\n", at);
        require(end >= 0);
        String line = text.substring(at, end);
        require(line.indexOf('\n') < 0 && line.indexOf('\r') < 0);
        at = end + 2;
        return line;
    }

    private static void require(boolean holds) throws End {
        if (!holds) {
            throw new End();
        }
    }
}
