package org.gatecast.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The way between a browser and the server, which counts every byte and can fail in the ways that networks do. Failures
 * are told by a word in what is asked for: {@code "/ws"}, {@code "/sse"}. For requests without a body.
 *
 * <pre>
 *   whole ──cut──▶ nothing passes, all that was connected ends ──mend──▶ whole
 *         ──refuse──▶ such requests end without a response
 *         ──silence──▶ such requests are answered, and then nothing more comes
 * </pre>
 *
 * Any thread.
 */
public final class NetworkLink implements AutoCloseable {
    private static final Pattern REQUEST = Pattern.compile("[A-Z]+ (\\S+) HTTP/1\\.1\r\n");
    private static final byte[] NOTHING = {};

    private volatile int serverPort;
    private final ServerSocket entrance;
    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private final Map<String, AtomicInteger> refusals = new ConcurrentHashMap<>();
    private final Set<String> silenced = ConcurrentHashMap.newKeySet();
    private final Map<String, LongAdder> received = new ConcurrentSkipListMap<>();
    private volatile boolean cut;

    public NetworkLink(int serverPort) {
        this.serverPort = serverPort;
        try {
            entrance = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon("line-entrance", this::accept);
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** From now on it leads to another port: that of the server after a restart. */
    void leadTo(int port) {
        serverPort = port;
    }

    void cut() {
        cut = true;
        calls.forEach(Call::end);
    }

    void mend() {
        cut = false;
        refusals.clear();
        silenced.clear();
    }

    /** Those that are connected so end, too. */
    void refuse(String word) {
        refuse(word, Integer.MAX_VALUE);
    }

    /** Refuses so many requests from now on. Those that are connected so end, too. */
    void refuse(String word, int times) {
        refusals.put(word, new AtomicInteger(times));
        calls.stream().filter(call -> call.isAbout(Set.of(word))).forEach(Call::end);
    }

    private boolean refuses(String target) {
        return refusals.entrySet().stream()
                .anyMatch(refusal ->
                        target.contains(refusal.getKey()) && refusal.getValue().getAndDecrement() > 0);
    }

    /** Those that are connected so hear nothing more, either. */
    void silence(String word) {
        silenced.add(word);
    }

    /** How many connections there are whose latest request has this word. */
    long open(String word) {
        return calls.stream().filter(call -> call.isAbout(Set.of(word))).count();
    }

    /** Bytes that the browser received, heads and frames included, by what it had asked for. */
    public Map<String, Long> received() {
        Map<String, Long> bytes = new TreeMap<>();
        received.forEach((target, sum) -> bytes.put(target, sum.sum()));
        return bytes;
    }

    public long receivedInAll() {
        return received.values().stream().mapToLong(LongAdder::sum).sum();
    }

    private void accept() {
        while (!entrance.isClosed()) {
            try {
                Socket browser = entrance.accept();
                if (cut) {
                    reset(browser);
                } else {
                    Call call = new Call(browser);
                    calls.add(call);
                    call.begin();
                }
            } catch (IOException closed) {
                // Either the line is closed, or the server is gone and so is the connection.
            }
        }
    }

    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    private static void daemon(String name, Runnable job) {
        Thread thread = new Thread(job, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    /** One connection, with a thread for each direction. */
    private final class Call {
        private final Socket browser;
        private final Socket server = new Socket();
        private volatile String target = "";
        private volatile boolean responding;

        Call(Socket browser) throws IOException {
            this.browser = browser;
            browser.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
        }

        void begin() {
            daemon("line-up", () -> pass(browser, server, this::request));
            daemon("line-down", () -> pass(server, browser, this::forward));
        }

        boolean isAbout(Set<String> words) {
            return words.stream().anyMatch(target::contains);
        }

        private void pass(Socket from, Socket to, UnaryOperator<byte[]> filter) {
            byte[] bytes = new byte[16 * 1024];
            try (from;
                    to) {
                for (int read = from.getInputStream().read(bytes);
                        read >= 0;
                        read = from.getInputStream().read(bytes)) {
                    to.getOutputStream().write(filter.apply(Arrays.copyOf(bytes, read)));
                }
            } catch (IOException ended) {
                // One of both has gone, and the other goes with it.
            } finally {
                calls.remove(this);
            }
        }

        /** The browser sends a request's head in one piece, and one request at a time. */
        private byte[] request(byte[] piece) {
            Matcher request = REQUEST.matcher(text(piece));
            if (request.lookingAt()) {
                target = request.group(1);
                responding = false;
                if (refuses(target)) {
                    end();
                }
            }
            return piece;
        }

        /** Of what is silenced, the head of the response is let through. */
        private byte[] forward(byte[] piece) {
            byte[] passed = piece;
            if (isAbout(silenced)) {
                passed = responding ? NOTHING : Arrays.copyOf(piece, text(piece).indexOf("\r\n\r\n") + 4);
            }
            responding = true;
            received.computeIfAbsent(target, requested -> new LongAdder()).add(passed.length);
            return passed;
        }

        void end() {
            try {
                reset(browser);
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
