package org.gatecast.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A receiver of webhooks on this machine that takes deliveries, or does not. */
public final class WebhookReceiver implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger arrivals = new AtomicInteger();
    private final Map<Integer, Delivery> answered = new ConcurrentSkipListMap<>();
    private volatile Behaviour behaviour = exchange -> 204;

    /** What it does with a request: a status to answer with, or -1 for none. */
    @FunctionalInterface
    public interface Behaviour {
        int answer(HttpExchange exchange) throws IOException;
    }

    /**
     * A request.
     *
     * @param headers with names in lower case
     * @param taken whether it was answered with success
     */
    public record Delivery(Map<String, String> headers, String text, boolean taken) {
        public JsonNode body() {
            return ApiClient.parse(text);
        }

        public String id() {
            return headers.get("webhook-id");
        }

        public String repeat() {
            return headers.get("gatecast-repeat");
        }
    }

    public WebhookReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
            int arrival = arrivals.incrementAndGet();
            int status = behaviour.answer(exchange);
            answered.put(arrival, new Delivery(headers, body, status >= 200 && status < 300));
            if (status >= 0) {
                exchange.sendResponseHeaders(status, -1);
            }
        }
    }

    public void behave(Behaviour next) {
        behaviour = next;
    }

    /** Answers nothing until the latch is down, then says that it has taken the delivery, though nobody may hear it. */
    public void stall(CountDownLatch until) {
        behave(exchange -> {
            try {
                until.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return 204;
        });
    }

    public void redirectTo(String location) {
        behave(exchange -> {
            exchange.getResponseHeaders().set("Location", location);
            return 307;
        });
    }

    /** How many requests have arrived, answered or not. */
    public int arrivals() {
        return arrivals.get();
    }

    /** All requests that were answered, in the order in which they arrived. */
    public List<Delivery> deliveries() {
        return List.copyOf(answered.values());
    }

    /** The deliveries that were answered with success, in the order in which they arrived. */
    public List<Delivery> taken() {
        return deliveries().stream().filter(Delivery::taken).toList();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?for=race";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
