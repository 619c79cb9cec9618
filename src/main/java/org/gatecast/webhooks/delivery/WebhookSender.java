package org.gatecast.webhooks.delivery;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.gatecast.model.Webhook;
import org.gatecast.webhooks.delivery.ReceiverAddresses.Lookup;
import org.gatecast.webhooks.delivery.ReceiverAddresses.RefusedReceiverException;
import org.gatecast.webhooks.events.CloudEvent;

/**
 * Posts one delivery and says how it ended. Redirects are not followed, and of a response only the head is looked at. Confined
 * to one event loop.
 */
final class WebhookSender {
    /** Of a delivery. */
    static final long TIMEOUT_MILLIS = 10_000;

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    /** Shorter than receivers usually wait. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    private static final int MAX_BODY_BYTES = 4 * 1024;
    private static final long BODY_TIMEOUT_MILLIS = 1_000;
    private static final int LOOKUP_THREADS = 2;
    private static final int CONNECTIONS_PER_HOST = 64;
    private static final int MAX_ERROR_CHARS = 200;
    private static final int MAX_RETRY_AFTER_DIGITS = 6;

    private final Vertx vertx;
    private final Clock clock;
    private final ReceiverAddresses addresses;
    private final Lookup lookup;
    private final HttpClient client;
    private final WorkerExecutor lookups;

    /**
     * How a delivery ended.
     *
     * @param status of the response, {@code null} if there was none
     * @param error {@code null} if the receiver has taken it
     * @param retryAfter what the receiver asked for, else zero
     */
    record Outcome(Integer status, String error, Duration retryAfter) {
        static Outcome failed(String error) {
            return new Outcome(null, error, Duration.ZERO);
        }

        boolean isDelivered() {
            return error == null;
        }
    }

    /** Whether this delivery may be a repetition, for the header {@code gatecast-repeat}. */
    enum Repeat {
        NO,
        YES,
        /** A process that is gone may have made it. */
        MAYBE;

        String header() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What is sent, apart from where to. */
    record Message(String id, Buffer body, int attempt, Repeat repeat) {}

    /** @param options of the connections, apart from timeouts */
    WebhookSender(Vertx vertx, Clock clock, ReceiverAddresses addresses, Lookup lookup, HttpClientOptions options) {
        this.vertx = vertx;
        this.clock = clock;
        this.addresses = addresses;
        this.lookup = lookup;
        this.client = vertx.createHttpClient(
                options.setConnectTimeout(CONNECT_TIMEOUT_MILLIS).setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS_PER_HOST));
        this.lookups = vertx.createSharedWorkerExecutor(
                "gatecast-webhook-names", LOOKUP_THREADS, TIMEOUT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Never fails.
     *
     * @param timeoutMillis from looking up the name to the head of the response
     */
    Future<Outcome> send(Webhook webhook, Message message, long timeoutMillis) {
        URI uri = URI.create(webhook.url());
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        Promise<Outcome> outcome = Promise.promise();
        Exchange exchange = new Exchange();
        long timer = vertx.setTimer(timeoutMillis, late -> {
            outcome.tryComplete(
                    Outcome.failed("no response within " + TimeUnit.MILLISECONDS.toSeconds(timeoutMillis) + " s"));
            exchange.abort();
        });
        lookups.executeBlocking(() -> addresses.of(uri.getHost(), secure, lookup), false)
                .compose(found -> outcome.future().isComplete()
                        ? Future.failedFuture("too late")
                        : client.request(options(uri, secure, found, message.attempt())))
                .compose(request -> exchange.begin(request, webhook, message))
                .onSuccess(response -> {
                    outcome.tryComplete(outcome(response));
                    readAndForget(response);
                })
                .onFailure(failure -> outcome.tryComplete(Outcome.failed(text(failure))));
        return outcome.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    /** Connects to one of the addresses that were checked; another one with each attempt. */
    private static RequestOptions options(URI uri, boolean secure, List<InetAddress> found, int attempt) {
        InetAddress address = found.get((attempt - 1) % found.size());
        int usualPort = secure ? 443 : 80;
        int port = uri.getPort() < 0 ? usualPort : uri.getPort();
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(secure)
                .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
                .setFollowRedirects(false);
    }

    /** A request under way, which may be given up. */
    private final class Exchange {
        private HttpClientRequest request;
        private boolean aborted;

        Future<HttpClientResponse> begin(HttpClientRequest connected, Webhook webhook, Message message) {
            request = connected;
            if (aborted) {
                request.reset();
                return Future.failedFuture("too late");
            }
            long second = clock.instant().getEpochSecond();
            String signature = WebhookSignature.of(
                    webhook.secretsAt(clock.instant()),
                    message.id(),
                    second,
                    message.body().getBytes());
            request.putHeader("Content-Type", CloudEvent.MEDIA_TYPE)
                    .putHeader("User-Agent", "Gatecast")
                    .putHeader("webhook-id", message.id())
                    .putHeader("webhook-timestamp", Long.toString(second))
                    .putHeader("webhook-signature", signature)
                    .putHeader("gatecast-attempt", Integer.toString(message.attempt()))
                    .putHeader("gatecast-repeat", message.repeat().header());
            return request.send(message.body());
        }

        void abort() {
            aborted = true;
            if (request != null) {
                request.reset();
            }
        }
    }

    private static Outcome outcome(HttpClientResponse response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Outcome(status, null, Duration.ZERO);
        }
        if (status >= 300 && status < 400) {
            return new Outcome(status, "a redirect, which is not followed", Duration.ZERO);
        }
        String seconds = response.getHeader("Retry-After");
        boolean asked = seconds != null
                && seconds.length() <= MAX_RETRY_AFTER_DIGITS
                && seconds.chars().allMatch(c -> c >= '0' && c <= '9')
                && !seconds.isEmpty();
        return new Outcome(
                status, "status " + status, asked ? Duration.ofSeconds(Long.parseLong(seconds)) : Duration.ZERO);
    }

    /** So that the connection can be used again, unless the body is long or slow. */
    private void readAndForget(HttpClientResponse response) {
        long timer =
                vertx.setTimer(BODY_TIMEOUT_MILLIS, late -> response.request().reset());
        long[] bytes = {0};
        response.handler(chunk -> {
            bytes[0] += chunk.length();
            if (bytes[0] > MAX_BODY_BYTES) {
                response.request().reset();
            }
        });
        response.endHandler(ended -> vertx.cancelTimer(timer));
        response.exceptionHandler(failure -> vertx.cancelTimer(timer));
    }

    private static String text(Throwable failure) {
        if (failure instanceof RefusedReceiverException) {
            return shortened(failure.getMessage());
        }
        if (failure instanceof UnknownHostException) {
            return "the host's name is unknown";
        }
        if (failure instanceof SSLException || failure.getCause() instanceof SSLException) {
            return shortened("TLS: " + failure.getMessage());
        }
        return failure instanceof ConnectException
                ? "no connection"
                : shortened("no response: " + failure.getMessage());
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() > MAX_ERROR_CHARS ? line.substring(0, MAX_ERROR_CHARS) + "…" : line;
    }

    Future<Void> close() {
        return client.close().eventually(lookups::close);
    }
}
