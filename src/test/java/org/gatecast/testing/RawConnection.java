package org.gatecast.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/** A connection that sends bytes as they are, and reads nothing until its user reads. */
public final class RawConnection implements AutoCloseable {
    private static final int SMALL_BYTES = 4096;

    private final Socket socket = new Socket();
    private final InputStream in;

    private RawConnection(int port, int receiveBufferBytes) {
        try {
            if (receiveBufferBytes > 0) {
                // The size is announced when the connection opens.
                socket.setReceiveBufferSize(receiveBufferBytes);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) Await.LONG.toMillis());
            in = new BufferedInputStream(socket.getInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RawConnection open(int port) {
        return new RawConnection(port, 0);
    }

    /** One with a very small receive buffer, for a client that reads slowly or not at all. */
    public static RawConnection withSmallBuffer(int port) {
        return new RawConnection(port, SMALL_BYTES);
    }

    /** Sends a GET without a body, and returns whether the connection was still open. */
    public boolean get(String target, String... headers) {
        var all = RawHttpClient.map("Host", "a");
        all.putAll(RawHttpClient.map(headers));
        return send(RawHttpClient.head("GET", target, all));
    }

    /** Sends text, one byte a character, and returns whether the connection was still open. */
    public boolean send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    /** Sends bytes and returns whether the connection was still open. */
    public boolean send(byte... bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return true;
        } catch (SocketException closed) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    InputStream in() {
        return in;
    }

    /** Waits for the next response to a GET. */
    public ApiResponse read() {
        return read("GET");
    }

    /** Waits for the next response to a request of this method. */
    public ApiResponse read(String method) {
        try {
            return RawHttpClient.read(in, method);
        } catch (IOException e) {
            throw new UncheckedIOException("no whole response", e);
        }
    }

    /** Reads some of what has arrived, and returns how many bytes; 0 if nothing has. */
    public int readSome() {
        try {
            return in.available() == 0 ? 0 : in.read(new byte[16 * SMALL_BYTES]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until the server has closed the connection, and returns how many bytes came. */
    public long readToTheEnd() {
        byte[] some = new byte[SMALL_BYTES];
        long bytes = 0;
        try {
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

    /** Closes the connection with a TCP reset. */
    public void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        close();
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
