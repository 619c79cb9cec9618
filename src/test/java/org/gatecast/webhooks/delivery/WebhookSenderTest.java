package org.gatecast.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.SelfSignedCertificate;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatecast.model.Webhook;
import org.gatecast.model.WebhookEventType;
import org.gatecast.model.WebhookUrl;
import org.gatecast.testing.WebhookReceiver;
import org.gatecast.webhooks.delivery.WebhookSender.Message;
import org.gatecast.webhooks.delivery.WebhookSender.Outcome;
import org.gatecast.webhooks.delivery.WebhookSender.Repeat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSenderTest {
    private static final long LONG = TimeUnit.SECONDS.toMillis(60);

    private final Vertx vertx = Vertx.vertx();
    private final WebhookReceiver receiver = new WebhookReceiver();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @AfterEach
    void close() {
        goOn.countDown();
        receiver.close();
        await(vertx.close());
    }

    @Test
    void aReceiverThatStallsIsGivenUp() {
        receiver.stall(goOn);
        Outcome outcome = send(sender(true, new HttpClientOptions()), receiver.url(), 50);
        assertThat(outcome.status()).isNull();
        assertThat(outcome.error()).startsWith("no response within");
    }

    @Test
    void aReceiverOnThisMachineIsNotEvenConnectedToWithoutTheSetting() {
        Outcome outcome = send(sender(false, new HttpClientOptions()), receiver.url(), LONG);
        assertThat(outcome.error()).contains("127.0.0.1").contains("nothing is sent there");
        assertThat(receiver.deliveries()).isEmpty();
    }

    @Test
    void theAddressThatWasCheckedIsTheOneThatIsUsed() {
        AtomicInteger lookups = new AtomicInteger();
        WebhookSender sender = new WebhookSender(
                vertx,
                Clock.systemUTC(),
                new ReceiverAddresses(true),
                host -> {
                    assertThat(host).isEqualTo("receiver.example");
                    lookups.incrementAndGet();
                    return new InetAddress[] {InetAddress.getLoopbackAddress()};
                },
                new HttpClientOptions());
        Outcome outcome = send(sender, receiver.url().replace("127.0.0.1", "receiver.example"), LONG);
        assertThat(outcome.isDelivered()).isTrue();
        assertThat(lookups).hasValue(1);
        assertThat(receiver.deliveries().get(0).headers().get("host")).startsWith("receiver.example:");
    }

    /** The certificate is trusted here, but it is another host's. */
    @Test
    void theCertificateMustBeTheHosts() {
        SelfSignedCertificate certificate = SelfSignedCertificate.create("other.example");
        HttpServer server = await(vertx.createHttpServer(
                        new HttpServerOptions().setSsl(true).setKeyCertOptions(certificate.keyCertOptions()))
                .requestHandler(request -> request.response().end())
                .listen(0, "127.0.0.1"));
        try {
            WebhookSender trusting = sender(true, new HttpClientOptions().setTrustOptions(certificate.trustOptions()));
            String address = ":" + server.actualPort() + "/";
            assertThat(send(trusting, "https://receiver.example" + address, LONG)
                            .isDelivered())
                    .isFalse();
            assertThat(send(trusting, "https://other.example" + address, LONG).error())
                    .isNull();
            WebhookSender usual = sender(true, new HttpClientOptions());
            assertThat(send(usual, "https://other.example" + address, LONG).error())
                    .isNotNull();
        } finally {
            await(server.close());
            certificate.delete();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a.example/",
                "http://a.example/",
                "https://user:secret@a.example/",
                "https://a.example/#part",
                "https:///path",
                "https://a.example:0/",
                "https://a.example:70000/",
                "https://čz.example/",
                "//a.example",
                "a.example",
                "https://a b.example/"
            })
    void otherAddressesAreNotAccepted(String url) {
        assertThat(WebhookUrl.problem(url, false)).isPresent();
    }

    @Test
    void usualAddressesAreAccepted() {
        assertThat(WebhookUrl.problem("https://a.example:8443/hook?x=1", false)).isEmpty();
        assertThat(WebhookUrl.problem("http://10.0.0.1/hook", true)).isEmpty();
        assertThat(WebhookUrl.problem("https://a.example/" + "x".repeat(2000), false))
                .isPresent();
    }

    private WebhookSender sender(boolean privateAllowed, HttpClientOptions options) {
        return new WebhookSender(
                vertx,
                Clock.systemUTC(),
                new ReceiverAddresses(privateAllowed),
                host -> new InetAddress[] {InetAddress.getLoopbackAddress()},
                options);
    }

    private static Outcome send(WebhookSender sender, String url, long timeoutMillis) {
        Webhook webhook = new Webhook(
                "w",
                url,
                "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                null,
                null,
                Set.of(WebhookEventType.values()),
                true,
                0,
                Instant.EPOCH);
        Message message = new Message("m", Buffer.buffer("{}"), 1, Repeat.NO);
        return await(sender.send(webhook, message, timeoutMillis));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
