package org.gatecast.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatecast.model.Authority;
import org.gatecast.model.Declaration;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Export;
import org.gatecast.model.Image;
import org.gatecast.model.ImportCounts;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.RaceStatusUpdate;
import org.gatecast.model.ResultUpdate;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.model.SkippedRow;
import org.gatecast.model.StreamRows;
import org.gatecast.model.Webhook;
import org.gatecast.model.WebhookEventType;

/**
 * A request to the store. The reply comes after the commit: the {@link Reply} named here, or a
 * {@link org.gatecast.model.Refusal} if nothing was changed.
 *
 * @param <R> the store's reply
 */
public sealed interface StoreCommand<R extends StoreCommand.Reply> {

    EventId eventId();

    /** The store's reply, once the change is on disk. */
    sealed interface Reply {}

    /** Changes nothing. The reply is what was committed last; a query does not wait for writes. */
    sealed interface Query<R extends Reply> extends StoreCommand<R> {}

    /** Changes an existing event, if its authority is still good when the store handles the command. */
    sealed interface Change<R extends Reply> extends StoreCommand<R> {
        Authority authority();

        /** The source of the data, which the event's status must accept; {@code null} if this is no ingest call. */
        default IngestSource source() {
            return null;
        }

        @Override
        default EventId eventId() {
            return authority().eventId();
        }
    }

    /** A new event, in draft. The image may be {@code null}. */
    record CreateEvent(EventId eventId, EventDetails details, Image image) implements StoreCommand<EventCreated> {}

    record EventCreated(long id, EventId eventId, String apiKey) implements Reply {}

    /** Reads the image that the event's {@code version} has set. */
    record ReadImage(EventId eventId, String generation, long version) implements Query<ImageRead> {}

    record ImageRead(Image image) implements Reply {}

    /** Delete an event with all its data; its spectators are disconnected. */
    record DeleteEvent(Authority authority) implements Change<EventDeleted> {}

    record EventDeleted(EventId eventId) implements Reply {}

    /** Change an event's status, through the statuses between if needed; each status is a commit of its own. */
    record ChangeStatus(Authority authority, EventStatus status) implements Change<StatusChanged> {}

    /**
     * @param intermediateStatuses the statuses between, in order; empty if there are none
     */
    record StatusChanged(
            EventStatus previousStatus,
            List<EventStatus> intermediateStatuses,
            EventStatus status,
            Instant statusChangedAt)
            implements Reply {
        public StatusChanged {
            intermediateStatuses = List.copyOf(intermediateStatuses);
        }
    }

    record PatchConfig(Authority authority, ConfigPatch patch) implements Change<ConfigPatched> {}

    record ConfigPatched(EventConfig config) implements Reply {}

    record EditEvent(Authority authority, EventPatch patch) implements Change<EventEdited> {}

    record EventEdited(EventMeta meta) implements Reply {}

    /**
     * Declare a race's results provisional or official.
     *
     * @param declaration {@code null} withdraws what was declared: then the race is what the timing system says
     * @param protestUntil until when protests may be made; {@code null} for the time that the event's settings give
     */
    record DeclareRaceStatus(Authority authority, RaceId raceId, Declaration declaration, Instant protestUntil)
            implements Change<RaceStatusDeclared> {}

    /**
     * @param config the event's settings
     */
    record RaceStatusDeclared(Race race, EventConfig config) implements Reply {}

    /**
     * Write something about the weather of a race.
     *
     * @param text {@code null} removes what is there
     */
    record SetRaceWeather(Authority authority, RaceId raceId, String text) implements Change<RaceWeatherSet> {}

    /**
     * @param config the event's settings
     */
    record RaceWeatherSet(Race race, EventConfig config) implements Reply {}

    /** Create a new key for an event. The replaced keys still work for {@code grace}. */
    record ReplaceKey(Authority authority, Duration grace) implements Change<KeysChanged> {}

    record RevokeKey(Authority authority, String keyId) implements Change<KeysChanged> {}

    /** Record that an ingest call was accepted with a key, unless it was revoked since. No call waits for this. */
    record RecordKeyUse(Authority authority, Instant at) implements Change<KeysChanged> {}

    record KeysChanged(EventMeta meta) implements Reply {}

    /** Add a webhook, with a new secret. */
    record AddWebhook(Authority authority, String url, Set<WebhookEventType> types, boolean enabled)
            implements Change<WebhookChanged> {
        public AddWebhook {
            types = Set.copyOf(types);
        }
    }

    /** Change a webhook. A part that is not given stays. */
    record EditWebhook(
            Authority authority,
            String webhookId,
            Field<String> url,
            Field<Set<WebhookEventType>> types,
            Field<Boolean> enabled)
            implements Change<WebhookChanged> {}

    /** Give a webhook a new secret. The present one still signs for {@code grace}. */
    record ReplaceWebhookSecret(Authority authority, String webhookId, Duration grace)
            implements Change<WebhookChanged> {}

    record RemoveWebhook(Authority authority, String webhookId) implements Change<WebhookChanged> {}

    /**
     * @param webhook as it is now, or as it was before it was removed
     */
    record WebhookChanged(Webhook webhook) implements Reply {}

    /** Import a whole export, already parsed, from a body of so many bytes. {@code exportedAt} may be {@code null}. */
    record ImportExport(Authority authority, Export export, long bytes, Instant exportedAt, Instant arrivedAt)
            implements Change<ExportImported> {
        @Override
        public IngestSource source() {
            return IngestSource.XML;
        }
    }

    /**
     * @param entry for the journal; already on disk if the import changed something
     */
    record ExportImported(ImportCounts imported, JournalEntry entry) implements Reply {}

    /**
     * Merge rows of the live stream, in the call's order, and the status of races, from a body of so many bytes.
     *
     * @param fromPrimary whether the caller is the primary source
     */
    record ApplyResults(
            Authority authority,
            StreamRows<ResultUpdate> updates,
            StreamRows<RaceStatusUpdate> races,
            boolean fromPrimary,
            long bytes,
            Instant arrivedAt)
            implements Change<ResultsApplied> {
        @Override
        public IngestSource source() {
            return IngestSource.RESULTS;
        }
    }

    /**
     * @param entry for the journal; already on disk if the call changed something
     * @param skipped the first rows of the body that did not count
     * @param knownRaces how many statuses were of a race that the export lists
     */
    record ResultsApplied(JournalEntry entry, List<SkippedRow> skipped, int knownRaces) implements Reply {
        public ResultsApplied {
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * Record that the live stream mentions races, since it reports participants on course there: a late import is then
     * no correction. Changes nothing that the public sees.
     */
    record RecordStreamActivity(Authority authority, Set<RaceId> races, Instant at)
            implements Change<StreamActivityRecorded> {
        public RecordStreamActivity {
            // Set.copyOf compares ids of equal hashes one by one, which a sender could exploit.
            races = Collections.unmodifiableSet(new HashSet<>(races));
        }
    }

    record StreamActivityRecorded() implements Reply {}

    /** Reads at most {@code limit} of the ingest calls that changed an event. */
    record ReadJournal(EventId eventId, int limit) implements Query<JournalRead> {}

    /**
     * @param entries newest first
     */
    record JournalRead(List<JournalEntry> entries) implements Reply {
        public JournalRead {
            entries = List.copyOf(entries);
        }
    }
}
