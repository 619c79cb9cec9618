package org.gatecast.maintenance;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.gatecast.config.Settings;
import org.gatecast.model.EventId;
import org.gatecast.store.StorageException;

/**
 * A command that copies events between the database and a file.
 *
 * @param event for {@link Kind#BACKUP_EVENT}, otherwise {@code null}
 * @param file absolute
 * @param replace for {@link Kind#RESTORE_EVENT}: whether events of the same ids are deleted
 */
public record MaintenanceCommand(Kind kind, EventId event, Path file, boolean replace) {
    private static final String REPLACE = "--replace";

    /** The first word of a command. */
    public enum Kind {
        BACKUP("backup"),
        BACKUP_EVENT("backup-event"),
        RESTORE("restore"),
        RESTORE_EVENT("restore-event");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    /** Copies all events to {@code file}. */
    public static MaintenanceCommand backup(Path file) {
        return new MaintenanceCommand(Kind.BACKUP, null, file, false);
    }

    /** Copies one event to {@code file}. */
    public static MaintenanceCommand backupEvent(EventId event, Path file) {
        return new MaintenanceCommand(Kind.BACKUP_EVENT, event, file, false);
    }

    /** Puts {@code file} in the database's place. */
    public static MaintenanceCommand restore(Path file) {
        return new MaintenanceCommand(Kind.RESTORE, null, file, false);
    }

    /** Adds the events of {@code file} to the database. */
    public static MaintenanceCommand restoreEvents(Path file, boolean replace) {
        return new MaintenanceCommand(Kind.RESTORE_EVENT, null, file, replace);
    }

    /** The command that the arguments name, {@code null} if they name none. */
    public static MaintenanceCommand of(List<String> arguments) {
        if (arguments.isEmpty()) {
            return null;
        }
        String word = arguments.get(0);
        List<String> rest = new ArrayList<>(arguments.subList(1, arguments.size()));
        if (word.equals(Kind.BACKUP_EVENT.word)) {
            return rest.size() == 2 && EventId.isValid(rest.get(0))
                    ? backupEvent(new EventId(rest.get(0)), absolute(rest.get(1)))
                    : null;
        }
        boolean replace = word.equals(Kind.RESTORE_EVENT.word) && rest.remove(REPLACE);
        if (rest.size() != 1) {
            return null;
        }
        for (Kind kind : Kind.values()) {
            if (word.equals(kind.word)) {
                return new MaintenanceCommand(kind, null, absolute(rest.get(0)), replace);
            }
        }
        return null;
    }

    private static Path absolute(String file) {
        return Path.of(file).toAbsolutePath();
    }

    /**
     * Blocks until the command is done.
     *
     * @return the result in one sentence
     * @throws StorageException if the command failed and changed nothing
     */
    public String run(Settings.Database settings, Clock clock) {
        MaintainedDatabase database = settings.url().isPresent()
                ? new MaintainedPostgres(settings, clock)
                : new MaintainedFile(settings.path(), clock);
        return switch (kind) {
            case BACKUP -> database.backup(file);
            case BACKUP_EVENT -> database.backupEvent(event, file);
            case RESTORE -> database.restore(file);
            case RESTORE_EVENT -> database.restoreEvents(file, replace);
        };
    }
}
