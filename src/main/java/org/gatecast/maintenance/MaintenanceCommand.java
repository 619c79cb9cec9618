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

/** A command about the database and one other file. Blocks until it is done. */
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

    /** What was asked for on the command line, {@code null} when it is none of these. */
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
     * @return a sentence about what was done
     * @throws StorageException when nothing was
     */
    public abstract String run(Path database, Path file, Clock clock);

    @FunctionalInterface
    private interface OfflineRun {
        /**
         * @throws StorageException with {@link Reason#LOCKED} when a service runs
         */
        String run();
    }

    /** First without a service; whoever has the database then is asked to do it. */
    private static String runByService(Path database, MaintenanceRequest order, OfflineRun offlineRun) {
        try {
            return offlineRun.run();
        } catch (StorageException e) {
            Path socket = MaintenanceProtocol.socket(database);
            if (e.reason() != Reason.LOCKED || !Files.exists(socket)) {
                throw e;
            }
            return sendToService(socket, order);
        }
    }

    private static String sendToService(Path socket, MaintenanceRequest order) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap((MaintenanceProtocol.line(order) + "\n").getBytes(StandardCharsets.UTF_8)));
            String answer = new BufferedReader(
                            new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8))
                    .readLine();
            if (answer == null) {
                throw new IOException("it ended without an answer");
            }
            return MaintenanceProtocol.report(answer);
        } catch (IOException e) {
            throw new StorageException(
                    Reason.LOCKED, "The running service could not be asked through " + socket + ": " + e, e);
        }
    }
}
