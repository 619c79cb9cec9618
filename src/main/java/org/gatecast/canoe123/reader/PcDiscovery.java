package org.gatecast.canoe123.reader;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.datagram.DatagramPacket;
import io.vertx.core.datagram.DatagramSocket;
import io.vertx.core.datagram.DatagramSocketOptions;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the timing PC in its network: Canoe123 broadcasts its messages by UDP, cut into pieces. A piece that contains
 * Canoe123's element is from the timing PC, and its sender's address is where the stream is. Sends nothing. Confined to one
 * context.
 */
public final class PcDiscovery implements StreamAddress {
    private static final Logger LOG = LoggerFactory.getLogger(PcDiscovery.class);
    private static final String MARK = "Canoe123";

    private final Vertx vertx;
    private final String listenAddress;
    private final int udpPort;
    private final int streamPort;

    /**
     * @param port of the broadcasts and of the stream, for which Canoe123 has one number
     */
    public PcDiscovery(Vertx vertx, int port) {
        this(vertx, "0.0.0.0", port, port);
    }

    /**
     * @param udpPort where broadcasts arrive
     * @param streamPort of the stream, at the broadcasts' sender
     */
    PcDiscovery(Vertx vertx, String listenAddress, int udpPort, int streamPort) {
        this.vertx = vertx;
        this.listenAddress = listenAddress;
        this.udpPort = udpPort;
        this.streamPort = streamPort;
    }

    /** Completes with the first sender; fails only if the port cannot be listened on. */
    @Override
    public Future<HostPort> find() {
        // Several programs on one PC may listen to broadcasts.
        DatagramSocket socket = vertx.createDatagramSocket(new DatagramSocketOptions().setReuseAddress(true));
        Promise<HostPort> found = Promise.promise();
        socket.handler(packet -> {
            if (isCanoe123(packet)
                    && found.tryComplete(new HostPort(packet.sender().host(), streamPort))) {
                LOG.info("Found Canoe123 at {}", packet.sender().host());
                socket.close();
            }
        });
        socket.listen(udpPort, listenAddress)
                .onSuccess(
                        listening -> LOG.info("Looking for Canoe123: listening for its broadcasts on port {}", udpPort))
                .onFailure(failure -> {
                    socket.close();
                    found.tryFail("broadcasts on port " + udpPort + " cannot be received: " + failure.getMessage());
                });
        return found.future();
    }

    private static boolean isCanoe123(DatagramPacket packet) {
        return packet.data().toString(StandardCharsets.ISO_8859_1).contains(MARK);
    }
}
