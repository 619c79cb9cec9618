package org.gatecast.store;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.gatecast.bus.EventNotice.Cause;
import org.gatecast.bus.StoreCommand.ConfigPatched;
import org.gatecast.bus.StoreCommand.CreateEvent;
import org.gatecast.bus.StoreCommand.DeleteEvent;
import org.gatecast.bus.StoreCommand.EditEvent;
import org.gatecast.bus.StoreCommand.EventCreated;
import org.gatecast.bus.StoreCommand.EventDeleted;
import org.gatecast.bus.StoreCommand.EventEdited;
import org.gatecast.bus.StoreCommand.PatchConfig;
import org.gatecast.model.DetailField;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventImage;
import org.gatecast.model.EventKey;
import org.gatecast.model.EventKeyRing;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Image;
import org.gatecast.model.IngestSource;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.RaceId;
import org.gatecast.model.RefusedException;
import org.gatecast.model.ResultUpdate.Field;

/** Creates, edits, configures and deletes events. */
final class EventCommands {
    private final EventStates eventStates;
    private final StreamActivity activity;
    private final KeyCommands keyCommands;
    private final Clock clock;

    EventCommands(EventStates eventStates, StreamActivity activity, KeyCommands keyCommands, Clock clock) {
        this.eventStates = eventStates;
        this.activity = activity;
        this.keyCommands = keyCommands;
        this.clock = clock;
    }

    Future<EventCreated> apply(CreateEvent command) {
        if (eventStates.contains(command.eventId())) {
            throw new RefusedException(
                    ErrorCode.Conflict, "There is an event " + command.eventId() + " already; choose another eventId.");
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        EventKey key = keyCommands.newKey();
        EventMeta meta = new EventMeta(
                command.eventId(),
                Generation.random(),
                EventKeyRing.of(key),
                command.details(),
                command.image() == null ? Set.of() : Set.of(DetailField.IMAGE),
                new OrganiserDates(
                        command.details().startDate(), command.details().endDate()),
                EventStatus.DRAFT,
                now,
                EventConfig.NONE,
                false,
                organiserImage(command.image(), 1),
                now,
                1);
        return eventStates
                .create(EventState.empty(meta), command.image())
                .map(id -> new EventCreated(id, meta.eventId(), key.value()));
    }

    Future<EventEdited> apply(EditEvent command) {
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
            edited = edited.withImage(organiserImage(image.value(), meta.version() + 1));
        }
        return eventStates
                .commit(state.withMeta(edited), Cause.DETAILS, image)
                .map(done -> new EventEdited(eventStates.state(meta.eventId()).meta()));
    }

    private static EventImage organiserImage(Image image, long version) {
        return image == null ? null : EventImage.ofOrganiser(image.mediaType(), version);
    }

    Future<ConfigPatched> apply(PatchConfig command) {
        EventState state = eventStates.state(command.eventId());
        EventMeta meta = state.meta();
        if (!meta.status().accepts(IngestSource.CONFIG)) {
            throw new RefusedException(
                    ErrorCode.Forbidden,
                    "Event " + meta.eventId() + " is " + meta.status().json()
                            + "; its settings do not change any more.");
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

    Future<EventDeleted> apply(DeleteEvent command) {
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

    /** A draft was never public. Once an event has been public, its own keys may not delete it. */
    private static void requireDraft(EventMeta meta) {
        if (meta.status() != EventStatus.DRAFT) {
            throw new RefusedException(
                    ErrorCode.Forbidden,
                    "Event " + meta.eventId() + " is " + meta.status().json()
                            + "; its own key deletes it only while it is a draft. A master password does in every state.");
        }
    }
}
