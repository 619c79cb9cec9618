package org.gatecast.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A client that requests and reads nothing until its user reads; its receive buffer is very small. */
public final class NonReadingClient implements AutoCloseable {
    private static final int SMALL_BYTES = 4096;

    private final Socket socket;

    private NonReadingClient(Socket socket) {
        this.socket = socket;
    }

    public static NonReadingClient connect(int port) {
        try {
            Socket socket = new Socket();
            // Before it connects: this is what it tells the other side that it takes.
            socket.setReceiveBufferSize(SMALL_BYTES);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) Await.LONG.toMillis());
            return new NonReadingClient(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks by GET; whether the connection still took it. */
    public boolean get(String target, String... headers) {
        StringBuilder request = new StringBuilder("GET " + target + " HTTP/1.1\r\nHost: a\r\n");
        for (int i = 0; i < headers.length; i += 2) {
            request.append(headers[i]).append(": ").append(headers[i + 1]).append("\r\n");
        }
        return send(request + "\r\n");
    }

    /** Sends bytes as they are; whether the connection still took them. */
    public boolean send(String bytes) {
        try {
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            return true;
        } catch (SocketException closed) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next answer to a GET, waited for. */
    public ApiResponse read() {
        try {
            return RawHttpClient.read(socket.getInputStream(), "GET");
        } catch (IOException e) {
            throw new UncheckedIOException("no whole answer", e);
        }
    }

    /** Reads some of what there is, if there is any; how many bytes. */
    public int readSome() {
        try {
            InputStream in = socket.getInputStream();
            return in.available() == 0 ? 0 : in.read(new byte[16 * SMALL_BYTES]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads whatever there is until the server has ended the connection; how many bytes came. */
    public long readToTheEnd() {
        byte[] some = new byte[SMALL_BYTES];
        long bytes = 0;
        try {
            InputStream in = socket.getInputStream();
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                bytes += read;
            }
            return bytes;
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the connection does not end", e);
        } catch (SocketException reset) {
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
