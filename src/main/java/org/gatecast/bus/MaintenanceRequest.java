package org.gatecast.bus;

import java.nio.file.Path;

/**
 * An operator's request about the running service's data. The reply is {@link Completed}, or {@link Refused} if nothing
 * was changed.
 */
public sealed interface MaintenanceRequest {

    /** Replace all events by those of a backup. */
    record RestoreAll(Path backup) implements MaintenanceRequest {}

    /** Restore an archived event. */
    record RestoreEvent(Path archive) implements MaintenanceRequest {}

    /**
     * @param report a sentence for the operator
     */
    record Completed(String report) {}

    record Refused(String reason, String message) {}
}
