package org.gatecast.store;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Clock;
import org.gatecast.bus.MaintenanceRequest;
import org.gatecast.bus.MaintenanceRequest.Completed;
import org.gatecast.bus.MaintenanceRequest.Refused;
import org.gatecast.bus.MaintenanceRequest.RestoreAll;
import org.gatecast.bus.MaintenanceRequest.RestoreEvents;
import org.gatecast.store.StorageException.Reason;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out an operator's restores while the service runs. Files are read and checked beside other work; only the
 * short replacement waits for its turn. Confined to the store's context.
 */
final class RestoreService {
    private static final Logger LOG = LoggerFactory.getLogger(RestoreService.class);

    private final BackupStore backups;
    private final EventStates eventStates;
    private final SerialExecutor executor;
    private final Clock clock;
    private boolean working;

    RestoreService(BackupStore backups, EventStates eventStates, SerialExecutor executor, Clock clock) {
        this.backups = backups;
        this.eventStates = eventStates;
        this.executor = executor;
        this.clock = clock;
    }

    /** Always succeeds: with a {@link Completed} or a {@link Refused}. */
    Future<Object> handle(MaintenanceRequest order) {
        if (working) {
            return Future.succeededFuture(
                    new Refused(Reason.LOCKED.name(), "Another restore is running; try again when it has finished."));
        }
        working = true;
        return runExclusively(order)
                .onComplete(done -> working = false)
                .<Object>map(Completed::new)
                .recover(failure -> {
                    LOG.error("Nothing was restored: {}", failure.getMessage(), failure);
                    String reason = failure instanceof StorageException known
                            ? known.reason().name()
                            : Reason.REFUSED.name();
                    return Future.succeededFuture(new Refused(reason, String.valueOf(failure.getMessage())));
                });
    }

    private Future<String> runExclusively(MaintenanceRequest order) {
        if (order instanceof RestoreAll all) {
            return restore(all.backup());
        }
        return restoreEvents((RestoreEvents) order);
    }

    private Future<String> restore(Path backup) {
        return backups.prepare(backup)
                .compose(preparedBackup -> executor.submit(this, () -> backups.replace(preparedBackup, clock.instant())
                                .map(kept -> {
                                    eventStates.replaceAll(preparedBackup.events());
                                    return "Restored " + preparedBackup.events().size() + " events from " + backup
                                            + (kept == null ? "." : "; the previous database is kept as " + kept + ".");
                                }))
                        .done())
                .onSuccess(LOG::info);
    }

    private Future<String> restoreEvents(RestoreEvents order) {
        Path archive = order.archive();
        return backups.examine(archive)
                .compose(archivedEvents -> executor.submit(
                                this, () -> backups.adopt(archivedEvents, order.replace(), clock.instant())
                                        .map(events -> {
                                            events.forEach(eventStates::add);
                                            return archivedEvents.report(archive);
                                        }))
                        .done())
                .onSuccess(LOG::info);
    }
}
