package org.gatecast.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A client that sends one request and reads the response to its end, on its own thread. */
final class DemoSpectator {
    private static final String RACE = "/api/v1/events/demo/results/K1M_HO_BR2_7";
    private static final String WEB_SOCKET =
            """
            Upgrade: websocket\r
            Connection: Upgrade\r
            Sec-WebSocket-Version: 13\r
            Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
            """;

    private final AtomicLong bytes = new AtomicLong();

    private DemoSpectator() {}

    /** Connects one client of every kind that there is on a race day. */
    static List<DemoSpectator> ofEveryKind(URI service) {
        String event = "/api/v1/events/demo/";
        List<DemoSpectator> spectators = new ArrayList<>();
        for (String[] request : new String[][] {
            {"/health", ""},
            {"/", "Accept-Encoding: gzip\r\n"},
            {"/api/v1/events", ""},
            {"/api/v1/events/demo", ""},
            {RACE + "?detailed=true", "Accept-Encoding: gzip\r\n"},
            {RACE, "Connection: close\r\n"},
            {event + "ws", WEB_SOCKET},
            {event + "ws?race=K1M_HO_BR2_7", WEB_SOCKET + "Sec-WebSocket-Extensions: permessage-deflate\r\n"},
            {event + "stream", "Accept: text/event-stream\r\n"},
        }) {
            DemoSpectator spectator = new DemoSpectator();
            String head =
                    "GET " + request[0] + " HTTP/1.1\r\nHost: " + service.getAuthority() + "\r\n" + request[1] + "\r\n";
            Thread reading = new Thread(() -> spectator.watch(service, head), "demo-spectator");
            reading.setDaemon(true);
            reading.start();
            spectators.add(spectator);
        }
        return spectators;
    }

    boolean receivedMessages() {
        return bytes.get() > 0;
    }

    private void watch(URI service, String request) {
        byte[] buffer = new byte[8192];
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream input = socket.getInputStream();
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                bytes.addAndGet(read);
            }
        } catch (IOException gone) {
            // The service stops when the training run ends.
        }
    }
}
