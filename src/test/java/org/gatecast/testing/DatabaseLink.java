package org.gatecast.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A way from a server to a database, on which connections can fall silent without ending. Any thread. */
public final class DatabaseLink implements AutoCloseable {
    private static final int PIECE = 16 * 1024;

    private final int databasePort;
    private final ServerSocket entrance;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Set<Socket> silent = ConcurrentHashMap.newKeySet();
    private volatile boolean silentFromNowOn;

    public DatabaseLink(int databasePort) {
        this.databasePort = databasePort;
        try {
            entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** Nothing passes through today's connections any more, as if a firewall had forgotten them. New ones work. */
    public void forgetConnections() {
        silent.addAll(sockets);
    }

    /** Nothing passes through any connection, until {@link #mend}. */
    public void fallSilent() {
        silentFromNowOn = true;
        forgetConnections();
    }

    /** New connections work. Those that have fallen silent stay so. */
    public void mend() {
        silentFromNowOn = false;
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket server = entrance.accept();
                Socket database = new Socket(InetAddress.getLoopbackAddress(), databasePort);
                for (Socket socket : Set.of(server, database)) {
                    socket.setTcpNoDelay(true);
                    sockets.add(socket);
                    if (silentFromNowOn) {
                        silent.add(socket);
                    }
                }
                daemon(() -> pass(server, database));
                daemon(() -> pass(database, server));
            } catch (IOException ended) {
                // The link is closed, or there is no database.
            }
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] piece = new byte[PIECE];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                if (!silent.contains(from)) {
                    out.write(piece, 0, read);
                }
            }
        } catch (IOException ended) {
            // One side has ended, and the other ends with it.
        } finally {
            if (!silent.contains(from)) {
                end(to);
            }
            sockets.remove(from);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void daemon(Runnable job) {
        Thread thread = new Thread(job, "database-link");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        end(sockets);
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Set<Socket> sockets) {
        sockets.forEach(DatabaseLink::end);
    }
}
