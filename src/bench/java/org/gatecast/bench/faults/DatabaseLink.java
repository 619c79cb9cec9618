package org.gatecast.bench.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntSupplier;

/** The way from one process to the database, which can be cut, or be silent in one direction or both. Any thread. */
final class DatabaseLink implements AutoCloseable {
    private static final int PIECE = 16 * 1024;

    private final IntSupplier databasePort;
    private final ServerSocket entrance;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile boolean silentUp;
    private volatile boolean silentDown;

    /**
     * @param databasePort where a new connection goes
     */
    DatabaseLink(IntSupplier databasePort) {
        this.databasePort = databasePort;
        try {
            entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** Ends all connections, and accepts no other. */
    void cut() {
        cut = true;
        sockets.forEach(DatabaseLink::end);
    }

    /**
     * What is sent does not arrive; the connections stay.
     *
     * @param up to the database
     * @param down from the database
     */
    void silence(boolean up, boolean down) {
        silentUp = up;
        silentDown = down;
    }

    /** Connections that were silent have lost bytes, so they end. */
    void mend() {
        if (silentUp || silentDown) {
            sockets.forEach(DatabaseLink::end);
        }
        cut = false;
        silentUp = false;
        silentDown = false;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket node = entrance.accept();
                if (cut) {
                    end(node);
                } else {
                    connect(node);
                }
            } catch (IOException closed) {
                // The link is closed, or the database does not listen.
            }
        }
    }

    private void connect(Socket node) throws IOException {
        Socket database = new Socket();
        try {
            database.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), databasePort.getAsInt()));
        } catch (IOException e) {
            end(node);
            throw e;
        }
        node.setTcpNoDelay(true);
        database.setTcpNoDelay(true);
        sockets.add(node);
        sockets.add(database);
        if (cut) {
            // It was cut meanwhile.
            end(node);
            end(database);
        }
        daemon(() -> pass(node, database, true));
        daemon(() -> pass(database, node, false));
    }

    private void pass(Socket from, Socket to, boolean up) {
        byte[] piece = new byte[PIECE];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                if (!(up ? silentUp : silentDown)) {
                    out.write(piece, 0, read);
                }
            }
        } catch (IOException ended) {
            // One of both has gone, and the other goes with it.
        } finally {
            sockets.remove(from);
            end(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // It has ended already.
        }
    }

    private static void daemon(Runnable job) {
        Thread thread = new Thread(job, "database-link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        cut();
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
