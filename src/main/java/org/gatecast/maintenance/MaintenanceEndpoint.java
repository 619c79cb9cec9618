package org.gatecast.maintenance;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.parsetools.RecordParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.MaintenanceRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket beside the database on which the running service gets commands. Only the service's user and root may use it. A
 * request is one line of JSON, and so is its response. One event loop.
 */
public final class MaintenanceEndpoint extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(MaintenanceEndpoint.class);
    private static final int MAX_LINE_BYTES = 64 * 1024;
    private static final DeliveryOptions REPLY_TIMEOUT = new DeliveryOptions(LocalCodec.OPTIONS)
            .setSendTimeout(Duration.ofMinutes(30).toMillis());

    private final Path socket;
    private NetServer server;

    /**
     * @param database locked by this process, so an existing socket file is left over and is deleted
     */
    public MaintenanceEndpoint(Path database) {
        this.socket = MaintenanceProtocol.socket(database);
    }

    /** Never fails: the service also runs without the socket. */
    @Override
    public Future<?> start() {
        server = vertx.createNetServer().connectHandler(this::serve);
        return vertx.executeBlocking(() -> Files.deleteIfExists(socket))
                .compose(clear -> server.listen(SocketAddress.domainSocketAddress(socket.toString())))
                .compose(listening -> vertx.executeBlocking(this::restrictAccess))
                .recover(failure -> {
                    LOG.warn(
                            "Restoring while the service runs is not possible, there is no socket {}: {}",
                            socket,
                            failure.toString());
                    return Future.succeededFuture();
                });
    }

    private Void restrictAccess() throws IOException {
        Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
        return null;
    }

    @Override
    public Future<?> stop() {
        return server.close().eventually(() -> vertx.executeBlocking(() -> Files.deleteIfExists(socket)));
    }

    private void serve(NetSocket client) {
        RecordParser lines = RecordParser.newDelimited("\n").maxRecordSize(MAX_LINE_BYTES);
        lines.handler(line -> handleLine(line.toString())
                .onSuccess(response -> client.end(response.toBuffer().appendString("\n")))
                .onFailure(failure -> {
                    LOG.error("A command failed", failure);
                    client.close();
                }));
        lines.exceptionHandler(tooLong -> client.close());
        client.exceptionHandler(gone -> {});
        client.handler(lines);
    }

    private Future<JsonObject> handleLine(String line) {
        MaintenanceRequest request;
        try {
            request = MaintenanceProtocol.parse(line);
        } catch (RuntimeException malformed) {
            return Future.failedFuture(malformed);
        }
        LOG.info("Command from the command line: {}", request);
        return vertx.eventBus()
                .request(Addresses.MAINTENANCE, request, REPLY_TIMEOUT)
                .map(reply -> MaintenanceProtocol.json(reply.body()));
    }
}
