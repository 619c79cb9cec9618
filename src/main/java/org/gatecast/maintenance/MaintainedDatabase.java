package org.gatecast.maintenance;

import java.nio.file.Path;
import org.gatecast.model.EventId;
import org.gatecast.store.StorageException;

/**
 * What commands do with one kind of database. Each method blocks, returns the result in one sentence, and throws
 * {@link StorageException} if it changed nothing.
 */
interface MaintainedDatabase {
    /**
     * @param file must not exist
     */
    String backup(Path file);

    /**
     * @param file must not exist
     */
    String backupEvent(EventId event, Path file);

    String restore(Path file);

    /**
     * @param replace whether events of the same ids are deleted; otherwise nothing is restored if there is one
     */
    String restoreEvents(Path file, boolean replace);
}
