package org.gatecast.broadcast;

import com.fasterxml.jackson.core.SerializableString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.PublicJson;
import org.gatecast.transport.SpectatorMessage;

/**
 * The diffs from one position to another, usually those of one commit. The changed rows of a race are encoded once,
 * whichever groups receive them. Confined to the broadcaster's event loop.
 */
final class DiffMessages {
    private final Cursor before;
    private final Cursor after;
    private final ChangeSet changes;
    private final Map<RaceId, SerializableString> encodedRows = new HashMap<>();
    private final Map<RaceDiff, SpectatorMessage> raceDiffs = new HashMap<>();
    private SpectatorMessage status;
    private SpectatorMessage refresh;

    private record RaceDiff(RaceId race, Cursor cursor) {}

    /**
     * @param before the position of a client that has none of these messages
     * @param after the position of a client that has all that it subscribed to
     */
    DiffMessages(Cursor before, Cursor after, ChangeSet changes) {
        this.before = before;
        this.after = after;
        this.changes = changes;
    }

    /**
     * One message for each changed race of a subscription, then the status if that changed. Only the last message moves the
     * client's cursor on, since a client that is disconnected before it must come back for the rest.
     */
    List<SpectatorMessage> of(Subscription subscription) {
        List<SpectatorMessage> messages = new ArrayList<>();
        List<RaceId> races =
                changes.rows().keySet().stream().filter(subscription::wants).toList();
        for (RaceId race : races) {
            boolean last = changes.status() == null && race.equals(races.get(races.size() - 1));
            messages.add(raceDiffs.computeIfAbsent(new RaceDiff(race, last ? after : before), this::encode));
        }
        if (changes.status() != null) {
            if (status == null) {
                status = MessageJson.status(after, changes.status());
            }
            messages.add(status);
        }
        return messages;
    }

    /** Tells clients to read everything over REST, if the diffs cannot be sent. */
    SpectatorMessage refresh() {
        if (refresh == null) {
            refresh = MessageJson.refresh(after);
        }
        return refresh;
    }

    /** Frees the frames of all messages, after they were sent to all groups. */
    void release() {
        Stream.concat(raceDiffs.values().stream(), Stream.of(status, refresh))
                .filter(Objects::nonNull)
                .forEach(SpectatorMessage::release);
    }

    private SpectatorMessage encode(RaceDiff diff) {
        SerializableString rows = encodedRows.computeIfAbsent(
                diff.race(),
                race -> MessageJson.part(
                        json -> PublicJson.rows(json, changes.rows().get(race))));
        return MessageJson.results(diff.cursor(), diff.race(), rows);
    }
}
