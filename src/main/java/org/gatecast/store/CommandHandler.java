package org.gatecast.store;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.gatecast.bus.StoreCommand;
import org.gatecast.bus.StoreCommand.AddWebhook;
import org.gatecast.bus.StoreCommand.ApplyResults;
import org.gatecast.bus.StoreCommand.Change;
import org.gatecast.bus.StoreCommand.ChangeStatus;
import org.gatecast.bus.StoreCommand.CreateEvent;
import org.gatecast.bus.StoreCommand.DeclareRaceStatus;
import org.gatecast.bus.StoreCommand.DeleteEvent;
import org.gatecast.bus.StoreCommand.EditEvent;
import org.gatecast.bus.StoreCommand.EditWebhook;
import org.gatecast.bus.StoreCommand.ImageRead;
import org.gatecast.bus.StoreCommand.ImportExport;
import org.gatecast.bus.StoreCommand.JournalRead;
import org.gatecast.bus.StoreCommand.PatchConfig;
import org.gatecast.bus.StoreCommand.ReadImage;
import org.gatecast.bus.StoreCommand.ReadJournal;
import org.gatecast.bus.StoreCommand.RecordKeyUse;
import org.gatecast.bus.StoreCommand.RecordStreamActivity;
import org.gatecast.bus.StoreCommand.RemoveWebhook;
import org.gatecast.bus.StoreCommand.ReplaceKey;
import org.gatecast.bus.StoreCommand.ReplaceWebhookSecret;
import org.gatecast.bus.StoreCommand.RevokeKey;
import org.gatecast.bus.StoreCommand.SetRaceWeather;
import org.gatecast.config.Settings;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.KeyValidity;
import org.gatecast.model.RefusedException;

/** Where every command enters the store: checks that the caller may make the change, and passes it to its handler. */
final class CommandHandler {
    /** How often a command is tried while other processes change its event. Chance decides who is first each time. */
    private static final int ATTEMPTS = 200;

    private final EventStates eventStates;
    private final StreamActivity activity;
    private final KeyValidity.Margins margins;
    private final Clock clock;
    private final Map<Class<?>, Function<StoreCommand<?>, Future<? extends StoreCommand.Reply>>> handlers =
            new HashMap<>();

    CommandHandler(
            EventStates eventStates, StreamActivity activity, PrimarySource primary, Settings settings, Clock clock) {
        this.eventStates = eventStates;
        this.activity = activity;
        this.margins = settings.security().keyMargins();
        this.clock = clock;
        IngestCommands ingest = new IngestCommands(eventStates, activity, primary, settings.merge());
        KeyCommands keys = new KeyCommands(eventStates, margins, clock);
        EventCommands events = new EventCommands(eventStates, activity, keys, clock);
        StatusCommands statuses = new StatusCommands(eventStates, clock);
        RaceStatusCommands races = new RaceStatusCommands(eventStates, clock);
        WebhookCommands webhooks = new WebhookCommands(eventStates, keys, clock);
        on(ApplyResults.class, ingest::apply);
        on(ImportExport.class, ingest::apply);
        on(RecordStreamActivity.class, ingest::apply);
        on(CreateEvent.class, events::apply);
        on(EditEvent.class, events::apply);
        on(PatchConfig.class, events::apply);
        on(DeleteEvent.class, events::apply);
        on(ChangeStatus.class, statuses::apply);
        on(DeclareRaceStatus.class, races::apply);
        on(SetRaceWeather.class, races::apply);
        on(ReplaceKey.class, keys::apply);
        on(RevokeKey.class, keys::apply);
        on(RecordKeyUse.class, keys::apply);
        on(AddWebhook.class, webhooks::apply);
        on(EditWebhook.class, webhooks::apply);
        on(ReplaceWebhookSecret.class, webhooks::apply);
        on(RemoveWebhook.class, webhooks::apply);
        on(ReadImage.class, query -> eventStates.image(query).map(ImageRead::new));
        on(
                ReadJournal.class,
                query -> eventStates.journal(query.eventId(), query.limit()).map(JournalRead::new));
    }

    private <C extends StoreCommand<?>> void on(
            Class<C> type, Function<C, Future<? extends StoreCommand.Reply>> handler) {
        handlers.put(type, command -> handler.apply(type.cast(command)));
    }

    /**
     * Completes after the commit. If another process has changed the event first, the event is loaded again and the
     * command is handled on what it is now. Throws {@link RefusedException} if the change is refused and nothing is
     * changed.
     *
     * @param waitedFor whether the caller still waits. Otherwise it may have sent the same change to another node, and
     *     later ones after it; a change is then not made on top of those.
     */
    Future<StoreCommand.Reply> handle(StoreCommand<?> command, BooleanSupplier waitedFor) {
        return handle(command, waitedFor, ATTEMPTS);
    }

    private Future<StoreCommand.Reply> handle(StoreCommand<?> command, BooleanSupplier waitedFor, int attempts) {
        if (!waitedFor.getAsBoolean()) {
            return Future.failedFuture(new RefusedException(
                    ErrorCode.Unavailable, "The database did not respond in time. Nothing was changed; try again."));
        }
        if (command instanceof Change<?> change) {
            requireAllowed(change);
        }
        return handlers.get(command.getClass())
                .apply(command)
                .<StoreCommand.Reply>map(reply -> reply)
                .recover(failure -> attempts > 1 && StorageException.isStale(failure)
                        ? reload(command.eventId()).compose(reloaded -> handle(command, waitedFor, attempts - 1))
                        : Future.failedFuture(failure));
    }

    private Future<Void> reload(EventId eventId) {
        return eventStates.reload(eventId).map(replaced -> {
            if (replaced) {
                activity.remove(eventId);
            }
            return null;
        });
    }

    /** The event may have changed since the HTTP layer checked: commands are in order only here. */
    private void requireAllowed(Change<?> change) {
        EventId eventId = change.eventId();
        if (eventStates.isRenewed(change.authority().generation())) {
            throw new RefusedException(
                    ErrorCode.Unavailable,
                    "The event was restored, or its database has changed servers, while the request was on its way; send it"
                            + " again.");
        }
        EventMeta event =
                eventStates.contains(eventId) ? eventStates.state(eventId).meta() : null;
        change.authority()
                .refusal(event, change.source(), margins, clock.instant())
                .ifPresent(refusal -> {
                    throw new RefusedException(refusal);
                });
    }
}
