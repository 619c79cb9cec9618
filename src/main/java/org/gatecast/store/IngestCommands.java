package org.gatecast.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.gatecast.bus.EventNotice.Cause;
import org.gatecast.bus.StoreCommand.ApplyResults;
import org.gatecast.bus.StoreCommand.ExportImported;
import org.gatecast.bus.StoreCommand.ImportExport;
import org.gatecast.bus.StoreCommand.RecordStreamActivity;
import org.gatecast.bus.StoreCommand.ResultsApplied;
import org.gatecast.bus.StoreCommand.StreamActivityRecorded;
import org.gatecast.config.Settings;
import org.gatecast.merge.ExportMerge;
import org.gatecast.merge.RaceStatusMerge;
import org.gatecast.merge.StreamMerge;
import org.gatecast.model.EventDays;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.Export;
import org.gatecast.model.Image;
import org.gatecast.model.ImportCounts;
import org.gatecast.model.IngestCall;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.model.StreamRows;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Merges exports and calls of the live stream into their event, and has the result committed. */
final class IngestCommands {
    private static final Logger LOG = LoggerFactory.getLogger(IngestCommands.class);

    private final EventStates eventStates;
    private final StreamActivity activity;
    private final PrimarySource primary;
    private final Settings.Merge settings;

    IngestCommands(EventStates eventStates, StreamActivity activity, PrimarySource primary, Settings.Merge settings) {
        this.eventStates = eventStates;
        this.activity = activity;
        this.primary = primary;
        this.settings = settings;
    }

    Future<ResultsApplied> apply(ApplyResults command) {
        EventState state = eventStates.state(command.eventId());
        Instant at = millis(command.arrivedAt());
        StreamRows<ResultUpdate> read = command.updates();
        int rows = read.rows().size();
        if (!state.meta().hasXmlData()) {
            IngestCall call = IngestCall.unreadableOnly(IngestSource.RESULTS, at, command.bytes(), rows)
                    .withUnreadable(read.unreadable())
                    .withUnreadable(command.races().unreadable());
            return Future.succeededFuture(new ResultsApplied(
                    JournalEntry.of(
                            call, JournalEntry.Outcome.IGNORED, state.meta().version()),
                    List.of(),
                    0));
        }
        StreamMerge.Outcome outcome =
                StreamMerge.apply(state, read.rows(), at, primary.sources(state.meta()), command.fromPrimary());
        RaceStatusMerge.Outcome statuses =
                RaceStatusMerge.apply(outcome.state(), command.races().rows(), at);
        int matched = outcome.updated();
        List<String> warnings = SkippedRowLines.of(read.rows(), outcome.skipped());
        IngestCall call = IngestCall.of(IngestSource.RESULTS, at, command.bytes(), matched, rows - matched, warnings)
                .withUnreadable(read.unreadable())
                .withUnreadable(command.races().unreadable());
        return eventStates
                .commit(statuses.state(), Cause.RESULTS, call, Field.absent())
                .onSuccess(entry -> primary.called(state, outcome.sources(), command.fromPrimary(), at))
                .compose(entry -> activity.record(outcome.state(), outcome.mentioned(), at)
                        .map(new ResultsApplied(entry, read.skipped(outcome.skipped()), statuses.known())));
    }

    Future<StreamActivityRecorded> apply(RecordStreamActivity command) {
        EventState state = eventStates.state(command.eventId());
        Set<RaceId> races = new HashSet<>(command.races());
        races.retainAll(state.races().keySet());
        return activity.record(state, races, millis(command.at())).map(new StreamActivityRecorded());
    }

    Future<ExportImported> apply(ImportExport command) {
        EventState state = eventStates.state(command.eventId());
        return activity.follow(state).compose(followed -> merge(state, command));
    }

    private Future<ExportImported> merge(EventState state, ImportExport command) {
        Export export = command.export();
        export.warnings().forEach(warning -> LOG.warn("Export for event {}: {}", command.eventId(), warning));
        MergeStrategy own = state.meta().config().mergeStrategy();
        EventState after = ExportMerge.apply(
                state, export, asOf(command), own == null ? settings.strategy() : own, activity.silence(state));
        ImportCounts counts = counts(export);
        IngestCall call = IngestCall.of(
                IngestSource.XML,
                millis(command.arrivedAt()),
                command.bytes(),
                counts.results(),
                export.skippedRows(),
                warnings(export, after.meta(), command.arrivedAt()));
        Field<Image> image = Objects.equals(state.meta().image(), after.meta().image())
                ? Field.absent()
                : Field.of(after.meta().image() == null ? null : export.image());
        return eventStates.commit(after, Cause.IMPORT, call, image).map(entry -> new ExportImported(counts, entry));
    }

    private static List<String> warnings(Export export, EventMeta event, Instant arrivedAt) {
        LocalDate today = LocalDate.ofInstant(arrivedAt, ZoneOffset.UTC);
        List<String> warnings = new ArrayList<>();
        EventDays.of(event.details())
                .flatMap(days -> days.doubt(event.status(), today))
                .ifPresent(warnings::add);
        warnings.addAll(export.warnings());
        return warnings;
    }

    private static ImportCounts counts(Export export) {
        return new ImportCounts(
                export.participants().size(),
                export.classes().size(),
                export.classes().stream().mapToInt(c -> c.categories().size()).sum(),
                export.races().size(),
                export.results().size(),
                export.courses().size());
    }

    /** Exports lag behind the stream: an export without the time it was written is taken to be a little old. */
    private Instant asOf(ImportExport command) {
        Instant arrived = command.arrivedAt();
        Instant exported = command.exportedAt();
        Instant asOf =
                exported == null ? arrived.minus(settings.exportLag()) : exported.isAfter(arrived) ? arrived : exported;
        return millis(asOf);
    }

    /** The precision that is stored. */
    private static Instant millis(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
