package org.gatecast.broadcast;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.PublicJson;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.transport.SpectatorMessage;

/**
 * The {@code full} messages of one version of an event, one for each subscription, made when they are needed. What several
 * of them contain is encoded once: the structure, the riders on course, and each race's table and start list. Confined to
 * the broadcaster's event loop.
 */
final class FullMessages {
    private final EventSnapshot snapshot;
    private final Function<PublicJson.Part, SerializableString> encoder;
    private final Map<Subscription, SpectatorMessage> messages = new HashMap<>();
    private final Map<RaceId, EncodedTable> tables = new HashMap<>();
    private List<OnCourseEntry> riders = List.of();
    private SerializableString encodedRiders;
    private Structure structure;

    private record Structure(
            SerializableString event,
            SerializableString classes,
            SerializableString races,
            SerializableString categories) {}

    private record EncodedTable(RaceId race, SerializableString rows, SerializableString startlist) {}

    FullMessages(EventSnapshot snapshot) {
        this(snapshot, MessageJson::part);
    }

    FullMessages(EventSnapshot snapshot, Function<PublicJson.Part, SerializableString> encoder) {
        this.snapshot = snapshot;
        this.encoder = encoder;
    }

    /**
     * The event's structure, the riders on course, and the tables and start lists of the races that were subscribed to. The
     * message stays this object's.
     */
    SpectatorMessage of(Subscription subscription, List<OnCourseEntry> ridersNow) {
        if (!ridersNow.equals(riders)) {
            releaseMessages();
            riders = ridersNow;
            encodedRiders = null;
        }
        return messages.computeIfAbsent(subscription, this::encode);
    }

    /**
     * Whether {@code full} is smaller than other messages for the same. Without a filter it has no tables, and replaces
     * nothing.
     */
    boolean isSmallerThan(List<SpectatorMessage> others, Subscription subscription, List<OnCourseEntry> ridersNow) {
        int length = others.stream().mapToInt(SpectatorMessage::length).sum();
        return !subscription.races().isEmpty()
                && length > of(subscription, ridersNow).length();
    }

    /** Whether every row of the subscribed races changed; only then {@code full} can be the smaller message. */
    boolean isWhollyChanged(Subscription subscription, ChangeSet changes) {
        return subscription.races().stream().allMatch(race -> {
            RaceTable table = snapshot.tables().get(race);
            List<ResultRow> rows = changes.rows().get(race);
            return table == null || (rows != null && rows.size() == table.rows().size());
        });
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
        structure = null;
        tables.clear();
    }

    private void releaseMessages() {
        messages.values().forEach(SpectatorMessage::release);
        messages.clear();
    }

    private SpectatorMessage encode(Subscription subscription) {
        if (structure == null) {
            structure = new Structure(
                    encoder.apply(json -> PublicJson.event(json, snapshot.meta())),
                    encoder.apply(json -> PublicJson.classes(json, snapshot.classes())),
                    encoder.apply(json -> PublicJson.races(json, snapshot)),
                    encoder.apply(json -> PublicJson.categories(json, snapshot.categories())));
        }
        if (encodedRiders == null) {
            encodedRiders = encoder.apply(json -> PublicJson.oncourse(json, riders));
        }
        List<EncodedTable> subscribed = subscription.races().stream()
                .filter(snapshot.tables()::containsKey)
                .map(race -> tables.computeIfAbsent(race, this::encodeTable))
                .toList();
        return MessageJson.full(Cursor.of(snapshot), json -> {
            json.writeStartObject();
            field(json, "event", structure.event);
            field(json, "classes", structure.classes);
            field(json, "races", structure.races);
            field(json, "categories", structure.categories);
            field(json, "oncourse", encodedRiders);
            if (!subscription.races().isEmpty()) {
                byRace(json, "results", subscribed, EncodedTable::rows);
                byRace(json, "startlists", subscribed, EncodedTable::startlist);
            }
            json.writeEndObject();
        });
    }

    private EncodedTable encodeTable(RaceId race) {
        RaceTable table = snapshot.tables().get(race);
        return new EncodedTable(
                race,
                encoder.apply(json -> PublicJson.rows(json, table.rows())),
                encoder.apply(json -> PublicJson.startRows(json, table.startlist())));
    }

    private static void byRace(
            JsonGenerator json, String name, List<EncodedTable> tables, Function<EncodedTable, SerializableString> part)
            throws IOException {
        json.writeObjectFieldStart(name);
        for (EncodedTable table : tables) {
            field(json, table.race.value(), part.apply(table));
        }
        json.writeEndObject();
    }

    private static void field(JsonGenerator json, String name, SerializableString value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(value);
    }
}
