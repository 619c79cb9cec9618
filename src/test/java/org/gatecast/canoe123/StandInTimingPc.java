package org.gatecast.canoe123;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.gatecast.testing.Await;

/** In Canoe123's place: sends what a test tells it to whoever is connected, and counts the bytes that it receives. */
public final class StandInTimingPc implements AutoCloseable {
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicLong received = new AtomicLong();
    private final InetAddress address;
    private ServerSocket listening;
    private Thread acceptor;
    private int port;

    public StandInTimingPc() {
        this(InetAddress.getLoopbackAddress(), 0);
    }

    private StandInTimingPc(InetAddress address, int port) {
        this.address = address;
        this.port = port;
        start();
    }

    /** The same PC with another address of this machine. Closes this one. */
    public StandInTimingPc movedTo(InetAddress next) {
        close();
        return new StandInTimingPc(next, port);
    }

    /** Listens again, on the port it had before. */
    public void start() {
        try {
            listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(address, port));
            port = listening.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerSocket own = listening;
        acceptor = daemon(() -> {
            while (true) {
                Socket client = own.accept();
                clients.add(client);
                accepted.incrementAndGet();
                daemon(() -> {
                    while (client.getInputStream().read() >= 0) {
                        received.incrementAndGet();
                    }
                    clients.remove(client);
                });
            }
        });
    }

    @FunctionalInterface
    private interface Task {
        void run() throws IOException;
    }

    private static Thread daemon(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        // Closed.
                    }
                },
                "stand-in");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    public int port() {
        return port;
    }

    /** How many connections were accepted so far. */
    public int accepted() {
        return accepted.get();
    }

    /** Sends the beginning of a message by UDP to this machine, as Canoe123 does to its network. */
    public void broadcast() {
        byte[] piece = "<Canoe123 System=\"Main\"><OnCourse Total=\"1\" Pos".getBytes(StandardCharsets.UTF_8);
        try (DatagramSocket sender = new DatagramSocket(0, address)) {
            sender.send(new DatagramPacket(piece, piece.length, InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void awaitClient() {
        Await.until("somebody is connected to the stand-in", () -> !clients.isEmpty());
    }

    public void send(byte[] bytes) {
        send(bytes, 0, bytes.length);
    }

    public void send(byte[] bytes, int from, int to) {
        clients.removeIf(client -> {
            try {
                client.getOutputStream().write(bytes, from, to - from);
                return false;
            } catch (IOException e) {
                return true;
            }
        });
    }

    public boolean isClosed() {
        return listening.isClosed();
    }

    /** All bytes that all clients have ever sent. */
    public long received() {
        return received.get();
    }

    public void disconnect() {
        clients.forEach(client -> {
            try {
                client.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        clients.clear();
    }

    /** As a PC that is shut down. Nobody is accepted any more when this returns. */
    @Override
    public void close() {
        try {
            listening.close();
            // A thread that waits in accept() still takes a connection that comes in this moment.
            acceptor.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        disconnect();
    }
}
