package org.gatecast.bus;

import java.nio.file.Path;

/**
 * What an operator asks of the running service's data. Answered by a {@link Completed}, or by a {@link Refused} when nothing
 * was changed.
 */
public sealed interface MaintenanceRequest {

    /** Everything there is makes way for what a backup holds. */
    record RestoreAll(Path backup) implements MaintenanceRequest {}

    /** An archived event comes back. */
    record RestoreEvent(Path archive) implements MaintenanceRequest {}

    /**
     * @param report a sentence for the operator
     */
    record Completed(String report) {}

    /**
     * @param reason what kind, by its name
     * @param message a sentence for the operator
     */
    record Refused(String reason, String message) {}
}
