package org.gatecast.bench.fuzz;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One client, which keeps its connection while it can. One thread. */
final class FuzzConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final int port;
    private Socket socket;
    private BufferedInputStream in;
    private int cutShort;

    FuzzConnection(int port) {
        this.port = port;
    }

    /** Asks one after the other. */
    List<FuzzResponse> ask(List<FuzzedRequest> requests) {
        List<FuzzResponse> replies = new ArrayList<>();
        requests.forEach(request -> replies.add(ask(request)));
        return replies;
    }

    /** Asks all at once where their framing is intact; those behind an answer that ends the connection, again after it. */
    List<FuzzResponse> askTogether(List<FuzzedRequest> requests) {
        if (!requests.stream().allMatch(FuzzedRequest::intact)) {
            return ask(requests);
        }
        List<FuzzResponse> replies = new ArrayList<>();
        try {
            connect();
            OutputStream out = socket.getOutputStream();
            for (FuzzedRequest request : requests) {
                out.write(request.bytes());
            }
        } catch (IOException e) {
            // What was answered is there to be read.
        }
        boolean open = socket != null;
        while (open && replies.size() < requests.size()) {
            FuzzResponse response =
                    FuzzResponse.read(in, requests.get(replies.size()).isToHead());
            open = response.reusable();
            if (response.status() == FuzzResponse.ENDED && replies.isEmpty()) {
                // The kept connection had ended before.
                break;
            }
            if (response.status() == FuzzResponse.BROKEN && replies.size() < requests.size() - 1) {
                // A malformed request behind it ended the connection while it was still on its way.
                cutShort++;
                break;
            }
            replies.add(response);
        }
        if (!open) {
            close();
        }
        replies.addAll(ask(requests.subList(replies.size(), requests.size())));
        return replies;
    }

    /** How many answers did not come to their end, for what was sent behind their requests. */
    int cutShort() {
        return cutShort;
    }

    private FuzzResponse ask(FuzzedRequest request) {
        boolean kept = socket != null;
        FuzzResponse response = askOnce(request);
        // A kept connection may have ended since; what was said on it was not heard then.
        return kept && response.status() == FuzzResponse.ENDED ? askOnce(request) : response;
    }

    private FuzzResponse askOnce(FuzzedRequest request) {
        FuzzResponse response;
        try {
            connect();
            try {
                say(request.bytes());
            } catch (IOException e) {
                // The answer may have come before the end of the question.
            }
            response = FuzzResponse.read(in, request.isToHead());
        } catch (IOException e) {
            response = new FuzzResponse(FuzzResponse.ENDED, Map.of(), "", false, e.toString());
        }
        if (!request.intact() || !response.reusable()) {
            close();
        }
        return response;
    }

    /** Some in two pieces. */
    private void say(byte[] bytes) throws IOException {
        int first = bytes.length % 3 == 0 ? bytes.length / 2 : bytes.length;
        socket.getOutputStream().write(bytes, 0, first);
        socket.getOutputStream().write(bytes, first, bytes.length - first);
    }

    private void connect() throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            socket.setSoLinger(true, 0);
            in = new BufferedInputStream(socket.getInputStream());
        }
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // It is gone anyhow.
        }
        socket = null;
    }
}
