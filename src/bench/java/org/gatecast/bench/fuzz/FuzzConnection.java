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
    List<FuzzResponse> send(List<FuzzedRequest> requests) {
        List<FuzzResponse> replies = new ArrayList<>();
        requests.forEach(request -> replies.add(send(request)));
        return replies;
    }

    /** Asks all at once where their framing is intact; those behind a response that ends the connection, again after it. */
    List<FuzzResponse> sendTogether(List<FuzzedRequest> requests) {
        if (!requests.stream().allMatch(FuzzedRequest::intact)) {
            return send(requests);
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
        replies.addAll(send(requests.subList(replies.size(), requests.size())));
        return replies;
    }

    /** How many responses did not come to their end, for what was sent behind their requests. */
    int cutShort() {
        return cutShort;
    }

    private FuzzResponse send(FuzzedRequest request) {
        boolean kept = socket != null;
        FuzzResponse response = sendOnce(request);
        // A kept connection may have ended since; what was said on it was not heard then.
        return kept && response.status() == FuzzResponse.ENDED ? sendOnce(request) : response;
    }

    private FuzzResponse sendOnce(FuzzedRequest request) {
        FuzzResponse response;
        try {
            connect();
            try {
                write(request.bytes());
            } catch (IOException e) {
                // The response may have come before the end of the question.
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
    private void write(byte[] bytes) throws IOException {
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
