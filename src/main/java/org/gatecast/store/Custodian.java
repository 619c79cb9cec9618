package org.gatecast.store;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Clock;
import org.gatecast.bus.Upkeep;
import org.gatecast.bus.Upkeep.Done;
import org.gatecast.bus.Upkeep.Refused;
import org.gatecast.bus.Upkeep.RestoreAll;
import org.gatecast.bus.Upkeep.RestoreEvent;
import org.gatecast.store.StorageException.Trouble;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what an operator asks of the data while the service runs. Files are read and checked beside everything else; only
 * what takes no time takes a turn. Confined to the store's context.
 */
final class Custodian {
    private static final Logger LOG = LoggerFactory.getLogger(Custodian.class);

    private final Vault vault;
    private final Ledger ledger;
    private final Turns turns;
    private final Clock clock;
    private boolean working;

    Custodian(Vault vault, Ledger ledger, Turns turns, Clock clock) {
        this.vault = vault;
        this.ledger = ledger;
        this.turns = turns;
        this.clock = clock;
    }

    /** Always succeeds: with a {@link Done} or a {@link Refused}. */
    Future<Object> handle(Upkeep order) {
        if (working) {
            return Future.succeededFuture(new Refused(
                    Trouble.LOCKED.name(), "Something else is being restored; try again when that is done."));
        }
        working = true;
        return work(order)
                .onComplete(done -> working = false)
                .<Object>map(Done::new)
                .recover(failure -> {
                    LOG.error("Nothing was restored: {}", failure.getMessage(), failure);
                    String trouble = failure instanceof StorageException told
                            ? told.trouble().name()
                            : Trouble.REFUSED.name();
                    return Future.succeededFuture(new Refused(trouble, String.valueOf(failure.getMessage())));
                });
    }

    private Future<String> work(Upkeep order) {
        if (order instanceof RestoreAll all) {
            return restore(all.backup());
        }
        return restoreEvent(((RestoreEvent) order).archive());
    }

    private Future<String> restore(Path backup) {
        return vault.prepare(backup)
                .compose(successor -> turns.take(this, () -> vault.replace(successor, clock.instant())
                                .map(kept -> {
                                    ledger.replaceAll(successor.events());
                                    return "Restored " + successor.events().size() + " events from " + backup
                                            + (kept == null ? "." : "; the previous database is kept as " + kept + ".");
                                }))
                        .done())
                .onSuccess(LOG::info);
    }

    private Future<String> restoreEvent(Path archive) {
        return vault.examine(archive)
                .compose(arrival -> turns.take(arrival.eventId(), () -> vault.adopt(arrival, clock.instant())
                                .map(event -> {
                                    ledger.add(event);
                                    return "Event " + arrival.eventId() + " is back, from " + archive + ".";
                                }))
                        .done())
                .onSuccess(LOG::info);
    }
}
