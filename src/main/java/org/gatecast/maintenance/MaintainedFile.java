package org.gatecast.maintenance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;
import org.gatecast.bus.MaintenanceRequest;
import org.gatecast.model.EventId;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.store.sqlite.DatabaseFiles;

/** An SQLite file. If a running service has locked it, the service restores. */
record MaintainedFile(Path database, Clock clock) implements MaintainedDatabase {
    @Override
    public String backup(Path file) {
        return DatabaseFiles.backup(database, file);
    }

    @Override
    public String backupEvent(EventId event, Path file) {
        return DatabaseFiles.backupEvent(database, event, file);
    }

    @Override
    public String restore(Path file) {
        return unlessServing(
                () -> DatabaseFiles.restore(database, file, clock), new MaintenanceRequest.RestoreAll(file));
    }

    @Override
    public String restoreEvents(Path file, boolean replace) {
        return unlessServing(
                () -> DatabaseFiles.restoreEvents(database, file, replace, clock),
                new MaintenanceRequest.RestoreEvents(file, replace));
    }

    private String unlessServing(Supplier<String> offline, MaintenanceRequest request) {
        try {
            return offline.get();
        } catch (StorageException e) {
            Path socket = MaintenanceProtocol.socket(database);
            if (e.reason() != Reason.LOCKED || !Files.exists(socket)) {
                throw e;
            }
            return sendToService(socket, request);
        }
    }

    private static String sendToService(Path socket, MaintenanceRequest request) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap((MaintenanceProtocol.line(request) + "\n").getBytes(StandardCharsets.UTF_8)));
            String response = new BufferedReader(
                            new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8))
                    .readLine();
            if (response == null) {
                throw new IOException("it ended without a response");
            }
            return MaintenanceProtocol.report(response);
        } catch (IOException e) {
            throw new StorageException(
                    Reason.LOCKED, "The running service cannot be reached through " + socket + ": " + e, e);
        }
    }
}
