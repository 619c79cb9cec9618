package org.gatecast.canoe123.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.gatecast.testing.Await;
import org.junit.jupiter.api.Test;

class PcDiscoveryTest {
    @Test
    void theSenderOfCanoe123sBroadcastsIsFoundAndOthersAreNot() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (DatagramSocket sender = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            int port = freePort();
            CompletableFuture<HostPort> found = new CompletableFuture<>();
            vertx.runOnContext(v -> {
                Future<HostPort> find = new PcDiscovery(vertx, "127.0.0.1", port, 4711).find();
                find.onSuccess(found::complete).onFailure(found::completeExceptionally);
            });
            Await.until("the PC is found", () -> {
                send(sender, port, "somebody else's broadcast");
                send(sender, port, "<Canoe123 System=\"Main\"><OnCourse Total=\"1\" Pos");
                return found.isDone();
            });

            assertThat(found.get()).isEqualTo(new HostPort("127.0.0.1", 4711));
        } finally {
            vertx.close().await(10, TimeUnit.SECONDS);
        }
    }

    private static int freePort() throws IOException {
        try (DatagramSocket any = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }

    private static void send(DatagramSocket sender, int port, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            sender.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
