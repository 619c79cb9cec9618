package org.gatecast.store;

import io.vertx.core.Future;
import java.time.Clock;
import org.gatecast.bus.StoreCommand;
import org.gatecast.bus.StoreCommand.ApplyResults;
import org.gatecast.bus.StoreCommand.Change;
import org.gatecast.bus.StoreCommand.ChangeStatus;
import org.gatecast.bus.StoreCommand.CreateEvent;
import org.gatecast.bus.StoreCommand.DeleteEvent;
import org.gatecast.bus.StoreCommand.EditEvent;
import org.gatecast.bus.StoreCommand.ImageRead;
import org.gatecast.bus.StoreCommand.ImportExport;
import org.gatecast.bus.StoreCommand.JournalRead;
import org.gatecast.bus.StoreCommand.PatchConfig;
import org.gatecast.bus.StoreCommand.ReadImage;
import org.gatecast.bus.StoreCommand.ReadJournal;
import org.gatecast.bus.StoreCommand.RecordKeyUse;
import org.gatecast.bus.StoreCommand.RecordStreamActivity;
import org.gatecast.bus.StoreCommand.ReplaceKey;
import org.gatecast.bus.StoreCommand.RevokeKey;
import org.gatecast.config.Settings;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.KeyValidity;
import org.gatecast.model.RefusedException;

/** Where every command enters the store: checks that the caller may make the change, and passes it to its handler. */
final class CommandHandler {
    private final EventStates eventStates;
    private final KeyValidity.Margins margins;
    private final Clock clock;
    private final IngestCommands ingest;
    private final EventCommands events;
    private final KeyCommands keys;
    private final StatusCommands statuses;

    CommandHandler(EventStates eventStates, StreamActivity activity, Settings settings, Clock clock) {
        this.eventStates = eventStates;
        this.margins = settings.security().keyMargins();
        this.clock = clock;
        this.ingest = new IngestCommands(eventStates, activity, settings.merge());
        this.keys = new KeyCommands(eventStates, clock);
        this.events = new EventCommands(eventStates, activity, keys, clock);
        this.statuses = new StatusCommands(eventStates, clock);
    }

    /**
     * Completes after the commit.
     *
     * @throws RefusedException when the change is refused; then nothing is changed
     */
    Future<? extends StoreCommand.Reply> handle(StoreCommand<?> command) {
        if (command instanceof Change<?> change) {
            requireAllowed(change);
        }
        if (command instanceof ApplyResults results) {
            return ingest.apply(results);
        }
        if (command instanceof ImportExport upload) {
            return ingest.apply(upload);
        }
        if (command instanceof RecordStreamActivity activity) {
            return ingest.apply(activity);
        }
        if (command instanceof CreateEvent creation) {
            return events.apply(creation);
        }
        if (command instanceof EditEvent edit) {
            return events.apply(edit);
        }
        if (command instanceof PatchConfig patch) {
            return events.apply(patch);
        }
        if (command instanceof DeleteEvent deletion) {
            return events.apply(deletion);
        }
        if (command instanceof ChangeStatus change) {
            return statuses.apply(change);
        }
        if (command instanceof ReplaceKey replacement) {
            return keys.apply(replacement);
        }
        if (command instanceof RevokeKey revocation) {
            return keys.apply(revocation);
        }
        if (command instanceof RecordKeyUse use) {
            return keys.apply(use);
        }
        if (command instanceof ReadImage query) {
            return eventStates.image(query.eventId()).map(ImageRead::new);
        }
        ReadJournal query = (ReadJournal) command;
        return eventStates.journal(query.eventId(), query.limit()).map(JournalRead::new);
    }

    /** The event may have changed since the HTTP layer checked: commands are in order only here. */
    private void requireAllowed(Change<?> change) {
        EventId eventId = change.eventId();
        EventMeta event =
                eventStates.contains(eventId) ? eventStates.state(eventId).meta() : null;
        change.authority()
                .refusal(event, change.source(), margins, clock.instant())
                .ifPresent(refusal -> {
                    throw new RefusedException(refusal);
                });
    }
}
