package org.gatecast.store;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.gatecast.bus.EventNotice.Cause;
import org.gatecast.bus.StoreCommand;
import org.gatecast.bus.StoreCommand.ApplyResults;
import org.gatecast.bus.StoreCommand.Change;
import org.gatecast.bus.StoreCommand.ChangeStatus;
import org.gatecast.bus.StoreCommand.ConfigPatched;
import org.gatecast.bus.StoreCommand.CreateEvent;
import org.gatecast.bus.StoreCommand.DeleteEvent;
import org.gatecast.bus.StoreCommand.EditEvent;
import org.gatecast.bus.StoreCommand.EventCreated;
import org.gatecast.bus.StoreCommand.EventDeleted;
import org.gatecast.bus.StoreCommand.EventEdited;
import org.gatecast.bus.StoreCommand.ExportImported;
import org.gatecast.bus.StoreCommand.ImageRead;
import org.gatecast.bus.StoreCommand.ImportExport;
import org.gatecast.bus.StoreCommand.JournalRead;
import org.gatecast.bus.StoreCommand.PatchConfig;
import org.gatecast.bus.StoreCommand.ReadImage;
import org.gatecast.bus.StoreCommand.ReadJournal;
import org.gatecast.bus.StoreCommand.RecordKeyUse;
import org.gatecast.bus.StoreCommand.RecordStreamActivity;
import org.gatecast.bus.StoreCommand.ReplaceKey;
import org.gatecast.bus.StoreCommand.ResultsApplied;
import org.gatecast.bus.StoreCommand.RevokeKey;
import org.gatecast.bus.StoreCommand.StreamActivityRecorded;
import org.gatecast.config.Settings;
import org.gatecast.merge.ExportMerge;
import org.gatecast.merge.StreamMerge;
import org.gatecast.model.Authority;
import org.gatecast.model.DetailField;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventImage;
import org.gatecast.model.EventKey;
import org.gatecast.model.EventKeyRing;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Export;
import org.gatecast.model.Image;
import org.gatecast.model.ImportCounts;
import org.gatecast.model.IngestCall;
import org.gatecast.model.IngestGuard;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.KeyValidity;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.RaceId;
import org.gatecast.model.RefusedException;
import org.gatecast.model.ResultUpdate.Field;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works commands off: checks what the event's state lets in, merges, and has the outcome committed. */
final class CommandHandler {
    private static final Logger LOG = LoggerFactory.getLogger(CommandHandler.class);
    private static final int GENERATION_BYTES = 5;

    private final EventStates eventStates;
    private final Settings.Merge settings;
    private final KeyValidity.Margins margins;
    private final Clock clock;
    private final KeyCommands keyCommands;
    private final StatusCommands statuses;
    private final StreamActivity activity;

    CommandHandler(EventStates eventStates, StreamActivity activity, Settings settings, Clock clock) {
        this.eventStates = eventStates;
        this.activity = activity;
        this.settings = settings.merge();
        this.margins = settings.security().keyMargins();
        this.clock = clock;
        this.keyCommands = new KeyCommands(eventStates, clock);
        this.statuses = new StatusCommands(eventStates, clock);
    }

    /**
     * Completes after the commit.
     *
     * @throws RefusedException when nothing may change
     */
    Future<? extends StoreCommand.Reply> handle(StoreCommand<?> command) {
        if (command instanceof Change<?> change) {
            requireAuthority(change.authority());
        }
        if (command instanceof ApplyResults results) {
            return apply(results);
        }
        if (command instanceof ImportExport upload) {
            return apply(upload);
        }
        if (command instanceof RecordStreamActivity note) {
            return apply(note);
        }
        if (command instanceof ChangeStatus change) {
            return statuses.apply(change);
        }
        if (command instanceof PatchConfig change) {
            return apply(change);
        }
        if (command instanceof CreateEvent creation) {
            return apply(creation);
        }
        if (command instanceof EditEvent edit) {
            return apply(edit);
        }
        if (command instanceof ReplaceKey replacement) {
            return keyCommands.apply(replacement);
        }
        if (command instanceof RevokeKey revocation) {
            return keyCommands.apply(revocation);
        }
        if (command instanceof RecordKeyUse note) {
            return keyCommands.apply(note);
        }
        if (command instanceof ReadImage question) {
            return eventStates.image(question.eventId()).map(ImageRead::new);
        }
        if (command instanceof ReadJournal question) {
            return eventStates.journal(question.eventId(), question.limit()).map(JournalRead::new);
        }
        return apply((DeleteEvent) command);
    }

    /** What opened the event when the call began must still open it: this is where the order of changes is decided. */
    private void requireAuthority(Authority authority) {
        EventMeta event = eventStates.contains(authority.eventId())
                ? eventStates.state(authority.eventId()).meta()
                : null;
        authority.refusal(event, margins, clock.instant()).ifPresent(refusal -> {
            throw refusal.asException();
        });
    }

    private Future<ResultsApplied> apply(ApplyResults command) {
        EventState state = open(command, IngestSource.RESULTS);
        Instant at = millis(command.arrivedAt());
        int rows = command.updates().size();
        if (!state.meta().hasXmlData()) {
            IngestCall call = IngestCall.unreadableOnly(IngestSource.RESULTS, at, command.bytes(), rows)
                    .withUnreadable(command.unreadable());
            return Future.succeededFuture(new ResultsApplied(JournalEntry.of(
                    call, JournalEntry.Outcome.IGNORED, state.meta().version())));
        }
        StreamMerge.Outcome outcome = StreamMerge.apply(state, command.updates(), at);
        IngestCall call = new IngestCall(
                IngestSource.RESULTS,
                at,
                command.bytes(),
                outcome.updated(),
                outcome.changed(),
                rows - outcome.updated(),
                0,
                outcome.skipped());
        return eventStates
                .commit(outcome.state(), Cause.RESULTS, call.withUnreadable(command.unreadable()))
                .compose(entry -> activity.record(outcome.state(), outcome.mentioned(), at)
                        .map(new ResultsApplied(entry)));
    }

    private Future<StreamActivityRecorded> apply(RecordStreamActivity command) {
        EventState state = eventStates.state(command.eventId());
        Set<RaceId> races = new HashSet<>(command.races());
        races.retainAll(state.races().keySet());
        return activity.record(state, races, millis(command.at())).map(new StreamActivityRecorded());
    }

    private Future<ExportImported> apply(ImportExport command) {
        EventState state = open(command, IngestSource.XML);
        Export export = command.export();
        export.warnings().forEach(warning -> LOG.warn("Export for event {}: {}", command.eventId(), warning));
        MergeStrategy own = state.meta().config().mergeStrategy();
        EventState after = ExportMerge.apply(
                state, export, asOf(command), own == null ? settings.strategy() : own, activity.silence(state));
        ImportCounts counts = new ImportCounts(
                export.participants().size(),
                export.classes().size(),
                export.classes().stream().mapToInt(c -> c.categories().size()).sum(),
                export.races().size(),
                export.rows().size(),
                export.courses().size());
        IngestCall call = new IngestCall(
                IngestSource.XML,
                millis(command.arrivedAt()),
                command.bytes(),
                counts.results(),
                StateDiff.resultsBetween(state, after),
                export.skippedRows(),
                0,
                export.warnings());
        Field<Image> image = Objects.equals(state.meta().image(), after.meta().image())
                ? Field.absent()
                : Field.of(after.meta().image() == null ? null : export.image());
        return eventStates.commit(after, Cause.IMPORT, call, image).map(entry -> new ExportImported(counts, entry));
    }

    /** Exports lag the stream: one that does not say when it was written is taken to be a little old. */
    private Instant asOf(ImportExport command) {
        Instant arrived = command.arrivedAt();
        Instant exported = command.exportedAt();
        Instant asOf =
                exported == null ? arrived.minus(settings.exportLag()) : exported.isAfter(arrived) ? arrived : exported;
        return millis(asOf);
    }

    private Future<ConfigPatched> apply(PatchConfig command) {
        EventState state = eventStates.state(command.eventId());
        EventMeta meta = state.meta();
        boolean allowed = command.patch().isMergeStrategyAlone()
                ? meta.status() != EventStatus.OFFICIAL
                : meta.status().accepts(IngestSource.CONFIG);
        if (!allowed) {
            throw new RefusedException(
                    ErrorCode.Forbidden,
                    "Event " + meta.eventId() + " is " + meta.status().json() + "; its configuration is fixed"
                            + (meta.status() == EventStatus.OFFICIAL ? "." : " but for mergeStrategy."));
        }
        EventConfig config = command.patch().applyTo(meta.config());
        RaceId active = config.activeRaceId();
        if (command.patch().activeRaceId().given()
                && active != null
                && meta.hasXmlData()
                && !state.races().containsKey(active)) {
            throw new RefusedException(ErrorCode.InvalidRequest, "activeRaceId: the event has no race " + active + ".");
        }
        return eventStates
                .commit(state.withMeta(meta.withConfig(config)), Cause.CONFIG)
                .map(done -> new ConfigPatched(config));
    }

    private Future<EventCreated> apply(CreateEvent command) {
        if (eventStates.contains(command.eventId())) {
            throw new RefusedException(
                    ErrorCode.Conflict, "There is an event " + command.eventId() + " already; choose another eventId.");
        }
        Instant now = millis(clock.instant());
        EventKey key = keyCommands.newKey();
        EventMeta meta = new EventMeta(
                command.eventId(),
                keyCommands.randomHex(GENERATION_BYTES),
                EventKeyRing.of(key),
                command.details(),
                command.image() == null ? Set.of() : Set.of(DetailField.IMAGE),
                new OrganiserDates(
                        command.details().startDate(), command.details().endDate()),
                EventStatus.DRAFT,
                now,
                EventConfig.NONE,
                false,
                command.image() == null
                        ? null
                        : EventImage.ofOrganiser(command.image().mediaType(), 1),
                now,
                1);
        return eventStates
                .create(EventState.empty(meta), command.image())
                .map(id -> new EventCreated(id, meta.eventId(), key.value()));
    }

    private Future<EventEdited> apply(EditEvent command) {
        EventState state = eventStates.state(command.eventId());
        EventMeta meta = state.meta();
        if (meta.status() == EventStatus.OFFICIAL) {
            throw new RefusedException(
                    ErrorCode.Forbidden,
                    "Event " + meta.eventId() + " is official; nothing about it changes any more.");
        }
        EventMeta edited = command.patch().applyTo(meta);
        Field<Image> image = command.patch().image();
        if (image.given()) {
            edited = edited.withImage(
                    image.value() == null
                            ? null
                            : EventImage.ofOrganiser(image.value().mediaType(), meta.version() + 1));
        }
        return eventStates
                .edit(state.withMeta(edited), image)
                .map(done -> new EventEdited(eventStates.state(meta.eventId()).meta()));
    }

    private Future<EventDeleted> apply(DeleteEvent command) {
        EventMeta meta = eventStates.state(command.eventId()).meta();
        if (command.authority().keyId() != null) {
            requireDraft(meta);
            keyCommands.requireNewest(meta, command.authority().keyId(), "delete the event");
        }
        return eventStates.delete(command.eventId()).map(gone -> {
            activity.remove(command.eventId());
            return new EventDeleted(command.eventId());
        });
    }

    /** Nothing of a draft has been public; what has been is not for whoever sits in the booth to take away. */
    private static void requireDraft(EventMeta meta) {
        if (meta.status() != EventStatus.DRAFT) {
            throw new RefusedException(
                    ErrorCode.Forbidden,
                    "Event " + meta.eventId() + " is " + meta.status().json()
                            + "; its own key deletes it only while it is a draft. A master password does in every state.");
        }
    }

    private EventState open(StoreCommand<?> command, IngestSource source) {
        EventState state = eventStates.state(command.eventId());
        IngestGuard.refusal(state.meta(), source).ifPresent(refusal -> {
            throw refusal.asException();
        });
        return state;
    }

    /** The precision that is stored. */
    private static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
