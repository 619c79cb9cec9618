package org.gatecast.bench.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gatecast.bench.MeasuredServer;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.SpectatorRequest;
import org.gatecast.testing.TemporaryDirectory;

/**
 * Says random things to a live server: after a valid handshake, as a handshake, and as a request. Sees that no response is
 * an internal error, and that the server goes on answering others.
 *
 * <pre>
 *   mvn -q test-compile exec:java -Dexec.classpathScope=test -Dexec.mainClass=org.gatecast.bench.fuzz.FuzzWebSocket \
 *       -Dexec.args="100000 1"
 * </pre>
 *
 * <p>Arguments: how many cases (100 000), and the seed (1). Prints what was answered, and files and memory of the server
 * before and after.
 */
public final class FuzzWebSocket {
    private static final int LOOK_EVERY = 1_000;
    private static final int MOST_BYTES = 2_048;
    private static final int ANSWER_MILLIS = 5;
    private static final List<String> PIECES = List.of(
            "GET ",
            "HEAD ",
            "/api/v1/events/E/ws",
            "/",
            "%",
            "%00",
            "?since=",
            "?race=",
            " HTTP/1.1\r\n",
            "\r\n",
            "\n",
            ":",
            "Host: a\r\n",
            "Upgrade: websocket\r\n",
            "Connection: Upgrade\r\n",
            "Sec-WebSocket-Version: 13\r\n",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
            "Sec-WebSocket-Extensions: permessage-deflate",
            "; ",
            "=",
            "client_max_window_bits",
            "server_no_context_takeover",
            "99999999999999999999",
            "\"",
            ",",
            "Content-Length: ",
            "Transfer-Encoding: chunked\r\n",
            "X-API-Key: ",
            "Origin: null\r\n",
            "Expect: 100-continue\r\n",
            "\u0000",
            "é");
    /** Settings with which no limit of one address stands before what is fuzzed, by environment variable. */
    public static final Map<String, String> UNLIMITED = Map.of(
            "GATECAST_LIMITS_REQUESTS_PER_SECOND", "1000000",
            "GATECAST_LIMITS_REQUESTS_BURST", "10000000",
            "GATECAST_LIMITS_NEW_CONNECTIONS_PER_SECOND", "1000000",
            "GATECAST_LIMITS_NEW_CONNECTIONS_BURST", "10000000",
            "GATECAST_LIMITS_FAILED_AUTHENTICATIONS_PER_MINUTE", "1000000",
            "GATECAST_LIMITS_FAILED_AUTHENTICATIONS_BURST", "1000000");

    private static final String HANDSHAKE = SpectatorRequest.ofEvent("E");

    private final ApiClient api;
    private final Random random;
    private final Map<String, Integer> responses = new TreeMap<>();

    /** Against a server that has an event E to watch. */
    public FuzzWebSocket(ApiClient api, long seed) {
        this.api = api;
        this.random = new Random(seed);
    }

    public static void main(String[] arguments) throws IOException {
        int cases = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        try (TemporaryDirectory directory = TemporaryDirectory.inTarget("fuzz-");
                MeasuredServer server =
                        MeasuredServer.fromClassPath(directory.path(), 0, List.of("-Xmx256m"), UNLIMITED)) {
            ApiClient api = new ApiClient(server.port());
            api.createEvent("E").through("startlist");
            FuzzWebSocket fuzz = new FuzzWebSocket(api, seed);
            fuzz.run(1_000);
            String before = state(server);
            long start = System.nanoTime();
            fuzz.run(cases);
            System.out.printf(Locale.ROOT, "%,d cases in %.0f s%n", cases, (System.nanoTime() - start) / 1e9);
            fuzz.responses.forEach((response, count) -> System.out.printf(Locale.ROOT, "%9d  %s%n", count, response));
            System.out.println("before: " + before);
            System.out.println("after:  " + state(server));
        }
    }

    /** Tries as many cases; throws when something is not right. */
    public void run(int cases) throws IOException {
        for (int i = 0; i < cases; i++) {
            String response = talk(text(random));
            responses.merge(response, 1, Integer::sum);
            if (response.contains(" 500 ")) {
                throw new AssertionError("the server failed in case " + i);
            }
            if (i % LOOK_EVERY == 0
                    && (api.get("/health").status() != 200 || api.event("E").status() != 200)) {
                throw new AssertionError("the server does not serve after case " + i);
            }
        }
    }

    /** How many different things were answered. */
    public Map<String, Integer> responses() {
        return responses;
    }

    private String talk(String text) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoLinger(true, 0);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            byte[] line = new byte[32];
            int read = socket.getInputStream().read(line);
            return read < 0 ? "(closed)" : firstLine(new String(line, 0, read, ISO_8859_1));
        } catch (SocketTimeoutException e) {
            return "(nothing yet)";
        } catch (SocketException e) {
            return "(reset)";
        }
    }

    private static String firstLine(String response) {
        return response.substring(0, Math.min(13, response.length())).strip() + " ";
    }

    /** Something to say: after a handshake, as one, or as a request. */
    public static String text(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> HANDSHAKE + noise(random);
            case 1 -> HANDSHAKE + frames(random);
            case 2 -> HANDSHAKE.substring(0, HANDSHAKE.length() - 2) + pieces(random) + "\r\n\r\n" + noise(random);
            default -> pieces(random) + "\r\n\r\n";
        };
    }

    private static String noise(Random random) {
        byte[] bytes = new byte[random.nextInt(MOST_BYTES)];
        random.nextBytes(bytes);
        return new String(bytes, ISO_8859_1);
    }

    /** Nearly frames: a plausible beginning, and lengths that may lie. */
    private static String frames(Random random) {
        StringBuilder frames = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            int length = random.nextInt(140);
            frames.append((char) (random.nextInt(8) == 0 ? random.nextInt(256) : 0x80 | random.nextInt(16)));
            frames.append((char) (random.nextInt(4) == 0 ? random.nextInt(256) : 0x80 | Math.min(length, 125)));
            frames.append("mask");
            for (int b = 0; b < length; b++) {
                frames.append((char) random.nextInt(256));
            }
        }
        return frames.toString();
    }

    private static String pieces(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(16); i >= 0; i--) {
            text.append(
                    random.nextInt(8) == 0
                            ? Character.toString(random.nextInt(256))
                            : PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static String state(MeasuredServer server) throws IOException {
        Path process = Path.of("/proc", Long.toString(server.pid()));
        try (Stream<Path> files = Files.list(process.resolve("fd"));
                Stream<String> status = Files.lines(process.resolve("status"))) {
            return files.count() + " files, "
                    + status.filter(line -> line.startsWith("VmRSS"))
                            .findFirst()
                            .orElse("?");
        }
    }
}
