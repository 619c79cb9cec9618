package org.gatecast.broadcast;

import com.fasterxml.jackson.core.SerializableString;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.PublicJson;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.transport.SpectatorMessage;

/**
 * The {@code full} messages of one version of an event, one for each subscription, made when they are needed. What all of
 * them contain is encoded once. Confined to the broadcaster's event loop.
 */
final class FullMessages {
    private final EventSnapshot snapshot;
    private final Map<Subscription, SpectatorMessage> messages = new HashMap<>();
    private List<OnCourseEntry> riders = List.of();
    private SharedParts sharedParts;

    private record SharedParts(
            SerializableString event,
            SerializableString classes,
            SerializableString races,
            SerializableString categories) {
        static SharedParts of(EventSnapshot snapshot) {
            return new SharedParts(
                    MessageJson.part(json -> PublicJson.event(json, snapshot.meta())),
                    MessageJson.part(json -> PublicJson.classes(json, snapshot.classes())),
                    MessageJson.part(json -> PublicJson.races(json, snapshot)),
                    MessageJson.part(json -> PublicJson.categories(json, snapshot.categories())));
        }
    }

    FullMessages(EventSnapshot snapshot) {
        this.snapshot = snapshot;
    }

    /**
     * The event's structure, the riders on course, and the tables and start lists of the races that were subscribed to. The
     * message stays this object's.
     */
    SpectatorMessage of(Subscription subscription, List<OnCourseEntry> ridersNow) {
        if (!ridersNow.equals(riders)) {
            releaseMessages();
            riders = ridersNow;
        }
        return messages.computeIfAbsent(subscription, this::encode);
    }

    /** Whether a message belongs to this object, so that it must not be released by anyone else. */
    boolean contains(Subscription subscription, SpectatorMessage message) {
        return messages.get(subscription) == message;
    }

    /** No spectator has this subscription any more. */
    void release(Subscription subscription) {
        SpectatorMessage message = messages.remove(subscription);
        if (message != null) {
            message.release();
        }
    }

    /** The version is out of date. */
    void release() {
        releaseMessages();
        sharedParts = null;
    }

    private void releaseMessages() {
        messages.values().forEach(SpectatorMessage::release);
        messages.clear();
    }

    private SpectatorMessage encode(Subscription subscription) {
        if (sharedParts == null) {
            sharedParts = SharedParts.of(snapshot);
        }
        List<RaceTable> tables = subscription.races().stream()
                .map(race -> snapshot.tables().get(race))
                .filter(Objects::nonNull)
                .toList();
        return MessageJson.full(Cursor.of(snapshot), json -> {
            json.writeStartObject();
            json.writeFieldName("event");
            json.writeRawValue(sharedParts.event());
            json.writeFieldName("classes");
            json.writeRawValue(sharedParts.classes());
            json.writeFieldName("races");
            json.writeRawValue(sharedParts.races());
            json.writeFieldName("categories");
            json.writeRawValue(sharedParts.categories());
            json.writeFieldName("oncourse");
            PublicJson.oncourse(json, riders);
            if (!subscription.races().isEmpty()) {
                json.writeObjectFieldStart("results");
                for (RaceTable table : tables) {
                    json.writeFieldName(table.race().raceId().value());
                    PublicJson.rows(json, table.rows());
                }
                json.writeEndObject();
                json.writeObjectFieldStart("startlists");
                for (RaceTable table : tables) {
                    json.writeFieldName(table.race().raceId().value());
                    PublicJson.startRows(json, table.startlist());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        });
    }
}
