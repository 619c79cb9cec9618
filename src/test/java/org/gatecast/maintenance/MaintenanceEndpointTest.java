package org.gatecast.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.MaintenanceRequest;
import org.gatecast.bus.MaintenanceRequest.Completed;
import org.gatecast.bus.MaintenanceRequest.RestoreEvents;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The verticle that takes maintenance requests from its socket, before a store that completes each of them. */
@ExtendWith(VertxExtension.class)
class MaintenanceEndpointTest {
    private static final MaintenanceRequest REQUEST = new RestoreEvents(Path.of("/archive/CUP.db"), false);

    private final List<Object> requests = new CopyOnWriteArrayList<>();

    @TempDir
    Path directory;

    private Path socket;
    private String deployment;

    @BeforeEach
    void theEndpointIsDeployedOverALeftoverSocket(Vertx vertx, VertxTestContext context) throws IOException {
        socket = MaintenanceProtocol.socket(directory.resolve("race.db"));
        Files.createFile(socket);
        LocalCodec.registerOn(vertx.eventBus());
        vertx.eventBus().consumer(Addresses.MAINTENANCE, message -> {
            requests.add(message.body());
            message.reply(new Completed("The event is back."), LocalCodec.OPTIONS);
        });
        vertx.deployVerticle(new MaintenanceEndpoint(directory.resolve("race.db")))
                .onSuccess(id -> deployment = id)
                .onComplete(context.succeedingThenComplete());
    }

    @Test
    void onlyItsOwnerMayUseTheSocket() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-------");
    }

    @Test
    void aRequestReachesTheStoreAndItsReportComesBack(Vertx vertx, VertxTestContext context) {
        received(vertx, MaintenanceProtocol.line(REQUEST) + "\n")
                .onComplete(context.succeeding(line -> context.verify(() -> {
                    assertThat(MaintenanceProtocol.report(line)).isEqualTo("The event is back.");
                    assertThat(requests).containsExactly(REQUEST);
                    context.completeNow();
                })));
    }

    @Test
    void aLineThatIsNoRequestEndsTheConnection(Vertx vertx, VertxTestContext context) {
        received(vertx, "restore everything\n")
                .onComplete(context.succeeding(line -> context.verify(() -> {
                    assertThat(line).isEmpty();
                    assertThat(requests).isEmpty();
                    context.completeNow();
                })));
    }

    @Test
    void aLineBeyondTheLimitEndsTheConnection(Vertx vertx, VertxTestContext context) {
        received(vertx, "x".repeat(70 * 1024))
                .onComplete(context.succeeding(line -> context.verify(() -> {
                    assertThat(line).isEmpty();
                    assertThat(requests).isEmpty();
                    context.completeNow();
                })));
    }

    @Test
    void theSocketIsDeletedWhenTheServiceStops(Vertx vertx, VertxTestContext context) {
        vertx.undeploy(deployment)
                .onComplete(context.succeeding(stopped -> context.verify(() -> {
                    assertThat(socket).doesNotExist();
                    context.completeNow();
                })));
    }

    /** Sends a text, and completes with all that came back when the endpoint has closed the connection. */
    private Future<String> received(Vertx vertx, String text) {
        StringBuilder received = new StringBuilder();
        return vertx.createNetClient(new NetClientOptions())
                .connect(SocketAddress.domainSocketAddress(socket.toString()))
                .compose(client -> received(client, text, received));
    }

    private static Future<String> received(NetSocket client, String text, StringBuilder received) {
        return Future.future(closed -> {
            client.handler(received::append);
            client.exceptionHandler(reset -> {});
            client.closeHandler(end -> closed.complete(received.toString().strip()));
            client.write(text);
        });
    }
}
