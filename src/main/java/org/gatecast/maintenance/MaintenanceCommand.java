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
import java.util.List;
import org.gatecast.bus.MaintenanceRequest;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.store.sqlite.DatabaseFiles;

/** A command that copies between the database and another file. Blocks until it is done. */
public enum MaintenanceCommand {
    BACKUP("backup") {
        @Override
        public String run(Path database, Path file, Clock clock) {
            return DatabaseFiles.backup(database, file);
        }
    },
    RESTORE("restore") {
        @Override
        public String run(Path database, Path file, Clock clock) {
            return runByService(
                    database,
                    new MaintenanceRequest.RestoreAll(file),
                    () -> DatabaseFiles.restore(database, file, clock));
        }
    },
    RESTORE_EVENT("restore-event") {
        @Override
        public String run(Path database, Path file, Clock clock) {
            return runByService(
                    database,
                    new MaintenanceRequest.RestoreEvent(file),
                    () -> DatabaseFiles.restoreEvent(database, file, clock));
        }
    };

    private final String word;

    MaintenanceCommand(String word) {
        this.word = word;
    }

    /** The command that the arguments name, {@code null} if they name none. */
    public static MaintenanceCommand of(List<String> arguments) {
        for (MaintenanceCommand command : values()) {
            if (arguments.size() == 2 && arguments.get(0).equals(command.word)) {
                return command;
            }
        }
        return null;
    }

    /**
     * @param file absolute
     * @return the result in one sentence
     * @throws StorageException if the command failed and changed nothing
     */
    public abstract String run(Path database, Path file, Clock clock);

    @FunctionalInterface
    private interface OfflineRun {
        /**
         * @throws StorageException with {@link Reason#LOCKED} if a service runs
         */
        String run();
    }

    /** If a running service has locked the database, the command is sent to the service. */
    private static String runByService(Path database, MaintenanceRequest request, OfflineRun offlineRun) {
        try {
            return offlineRun.run();
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
