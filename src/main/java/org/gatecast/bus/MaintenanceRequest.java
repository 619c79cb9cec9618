package org.gatecast.bus;

import java.nio.file.Path;

/**
 * An operator's request about the running service's data. The reply is {@link Completed}, or {@link Refused} if nothing
 * was changed.
 */
public sealed interface MaintenanceRequest {

    /** Replace all events by those of a backup. */
    record RestoreAll(Path backup) implements MaintenanceRequest {}

    /**
     * Restore the events of a file.
     *
     * @param replace whether events of the same ids are deleted; otherwise they are a reason to refuse
     */
    record RestoreEvents(Path archive, boolean replace) implements MaintenanceRequest {}

    /**
     * @param report a sentence for the operator
     */
    record Completed(String report) {}

    record Refused(String reason, String message) {}
}
