package org.gatecast.broadcast;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.gatecast.broadcast.BroadcastMetrics.FullReason;
import org.gatecast.broadcast.BroadcastMetrics.MessageType;
import org.gatecast.bus.EventNotice;
import org.gatecast.config.Settings;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventStatus;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One event's spectators and what they are told. Confined to the broadcaster's loop, which makes the order: a notice, a
 * rider's clock and a newcomer are each dealt with whole, one after the other, and reach every audience in that order.
 */
final class Room {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);

    private final Vertx vertx;
    private final Settings.Live settings;
    private final MessageCompressor standaloneCompressor;
    private final BroadcastMetrics broadcastMetrics;
    private final Map<Subscription, SubscriberGroup> groups = new LinkedHashMap<>();
    private final OnCourseThrottle onCourse;
    private ChangeHistory history;
    private EventSnapshot snapshot;

    /** {@code full} as it stands, per subscription; forgotten when anything changes, riders too. */
    private final Map<Subscription, RoomMessage> fulls = new LinkedHashMap<>();

    private List<OnCourseEntry> fullsRiders = List.of();

    Room(
            Vertx vertx,
            Settings.Live settings,
            OnCourseRegistry onCourse,
            MessageCompressor single,
            BroadcastMetrics counts,
            EventSnapshot snapshot) {
        this.vertx = vertx;
        this.broadcastMetrics = counts;
        this.settings = settings;
        this.standaloneCompressor = single;
        this.snapshot = snapshot;
        this.history = new ChangeHistory(snapshot.meta().version(), settings.historyChanges());
        this.onCourse =
                new OnCourseThrottle(vertx, settings, onCourse, snapshot.meta().eventId(), this::sendOnCourse);
    }

    void join(SpectatorAdmission.SubscribeRequest subscribe, SpectatorConnection spectator) {
        EventStatus status = snapshot.meta().status();
        if (status == EventStatus.OFFICIAL || !status.isPublic()) {
            CloseReason reason = status.isPublic() ? CloseReason.OFFICIAL : CloseReason.WITHDRAWN;
            spectator.loop().execute(() -> spectator.close(reason));
            return;
        }
        SubscriberGroup group = group(subscribe.races());
        Cursor since = Cursor.parse(subscribe.since());
        boolean ours =
                since != null && since.generation().equals(snapshot.meta().generation());
        group.join(
                spectator,
                orRefresh(
                        group,
                        spectator,
                        () -> ours
                                ? missedMessages(group, spectator, since.version(), FullReason.CURSOR)
                                : initialMessages(
                                        group,
                                        spectator,
                                        subscribe.since() == null ? FullReason.JOIN : FullReason.CURSOR)));
    }

    /** Tells a spectator what passed it by. */
    void catchUp(SpectatorConnection spectator, long version) {
        SubscriberGroup group = spectator.membership().group();
        if (groups.containsValue(group)) {
            group.catchUp(
                    spectator,
                    orRefresh(group, spectator, () -> missedMessages(group, spectator, version, FullReason.SLOW)));
        }
    }

    void leave(SpectatorConnection spectator) {
        SubscriberGroup group = spectator.membership().group();
        if (group != null) {
            group.leave(spectator);
            // It may be a group of another event that had this one's name.
            if (group.isEmpty() && groups.remove(group.subscription(), group)) {
                fulls.remove(group.subscription());
                group.close();
            }
        }
    }

    /** The event moved on; a notice that the room was born after says nothing new. */
    void onCommit(EventNotice.Committed notice) {
        EventMeta next = notice.snapshot().meta();
        boolean another = !next.generation().equals(snapshot.meta().generation());
        if (!another && next.version() <= snapshot.meta().version()) {
            return;
        }
        snapshot = notice.snapshot();
        if (another) {
            history = new ChangeHistory(next.version(), settings.historyChanges());
            // Whoever was on the water was another event's; this one's booth says anew who is.
            onCourse.clear();
        } else {
            history.add(notice);
        }
        fulls.clear();
        if (!snapshot.meta().status().isPublic()) {
            closeAll(CloseReason.WITHDRAWN);
            return;
        }
        for (SubscriberGroup group : groups.values()) {
            sendChanges(group, notice);
        }
        if (notice.changes().status() == EventStatus.OFFICIAL || (another && next.status() == EventStatus.OFFICIAL)) {
            vertx.setTimer(settings.officialGrace().toMillis(), timer -> closeAll(CloseReason.OFFICIAL));
        }
    }

    /** The event is gone. */
    void close() {
        closeAll(CloseReason.DELETED);
        shutDown();
    }

    /** Gives back what the room holds; its spectators hear nothing any more. */
    void shutDown() {
        groups.values().forEach(SubscriberGroup::close);
        groups.clear();
        onCourse.close();
    }

    SpectatorCounts spectatorCounts() {
        int all = 0;
        int streams = 0;
        Map<RaceId, Integer> byRace = new LinkedHashMap<>();
        for (SubscriberGroup group : groups.values()) {
            all += group.size();
            streams += group.eventStreams();
            group.subscription().races().forEach(race -> byRace.merge(race, group.size(), Integer::sum));
        }
        return new SpectatorCounts(all - streams, streams, byRace);
    }

    /** Takes a call of the stream in; answers how many riders are on the water. */
    int updateOnCourse(List<OnCourseEntry> entries) {
        return onCourse.refresh(entries);
    }

    private void sendChanges(SubscriberGroup group, EventNotice.Committed notice) {
        try {
            if (ChangeHistory.needsFull(notice)) {
                sendFull(group);
                return;
            }
            List<RoomMessage> diffs = diffs(
                    group.subscription(), notice.changes(), Cursor.of(snapshot).previous());
            if (isWholeTable(group.subscription(), notice.changes())
                    && lengthOf(diffs) > full(group.subscription()).length()) {
                sendFull(group);
                return;
            }
            broadcastMetrics.countMessages(MessageType.DIFF, diffs.size());
            if (!diffs.isEmpty()) {
                group.send(diffs);
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "What changed in event {} could not be told",
                    snapshot.meta().eventId(),
                    e);
            broadcastMetrics.countMessages(MessageType.REFRESH, 1);
            group.send(List.of(RoomMessage.refresh(Cursor.of(snapshot))));
        }
    }

    private void sendFull(SubscriberGroup group) {
        RoomMessage full = full(group.subscription());
        broadcastMetrics.countMessages(MessageType.FULL, 1);
        broadcastMetrics.countFulls(FullReason.IMPORT, group.size());
        group.send(List.of(full));
    }

    /**
     * Rows per race, then the status; whoever has the last one has all of the version, and not before.
     *
     * @param before where somebody stands who has none of them, or not all
     */
    private List<RoomMessage> diffs(Subscription subscription, ChangeSet changes, Cursor before) {
        List<RoomMessage> diffs = new ArrayList<>();
        Cursor here = Cursor.of(snapshot);
        List<RaceId> races =
                changes.rows().keySet().stream().filter(subscription::wants).toList();
        for (RaceId race : races) {
            boolean last = changes.status() == null && race.equals(races.get(races.size() - 1));
            diffs.add(RoomMessage.results(
                    last ? here : before, race, changes.rows().get(race)));
        }
        if (changes.status() != null) {
            diffs.add(RoomMessage.status(here, changes.status()));
        }
        return diffs;
    }

    /** Only when every row of what is watched changed can {@code full} be the smaller message. */
    private boolean isWholeTable(Subscription subscription, ChangeSet changes) {
        return !subscription.races().isEmpty()
                && subscription.races().stream().allMatch(race -> {
                    RaceTable table = snapshot.tables().get(race);
                    List<ResultRow> rows = changes.rows().get(race);
                    return table == null
                            || (rows != null && rows.size() == table.rows().size());
                });
    }

    /** What one spectator is to be told, or that it cannot be told. */
    private List<EncodedMessage> orRefresh(
            SubscriberGroup group, SpectatorConnection spectator, Supplier<List<EncodedMessage>> messages) {
        try {
            return messages.get();
        } catch (RuntimeException e) {
            LOG.error("The state of event {} could not be told", snapshot.meta().eventId(), e);
            return List.of(group.standalone(RoomMessage.refresh(Cursor.of(snapshot)), spectator.agreedFormat()));
        }
    }

    private List<EncodedMessage> initialMessages(
            SubscriberGroup group, SpectatorConnection spectator, FullReason reason) {
        broadcastMetrics.countFulls(reason, 1);
        return List.of(group.full(full(group.subscription()), spectator.agreedFormat()));
    }

    /**
     * What is different since a version, folded: the newest rows, the status, and who is on the water, which has no
     * version. {@code full} when that cannot be proved or is smaller.
     */
    private List<EncodedMessage> missedMessages(
            SubscriberGroup group, SpectatorConnection spectator, long version, FullReason reason) {
        ChangeHistory.MissedChanges missedChanges = history.since(version);
        if (missedChanges == null) {
            return initialMessages(group, spectator, reason);
        }
        Map<RaceId, List<ResultRow>> rows = new LinkedHashMap<>();
        missedChanges.rows().forEach((race, bibs) -> rows.put(race, rows(race, bibs)));
        EventStatus status = missedChanges.statusChanged() ? snapshot.meta().status() : null;
        Cursor before = new Cursor(snapshot.meta().generation(), version);
        List<RoomMessage> messages = diffs(group.subscription(), new ChangeSet(false, rows, status), before);
        messages.add(RoomMessage.oncourse(Cursor.of(snapshot), onCourse.riders()));
        RoomMessage full = full(group.subscription());
        if (!group.subscription().races().isEmpty() && lengthOf(messages) > full.length()) {
            return initialMessages(group, spectator, reason);
        }
        broadcastMetrics.countDiffOnly(reason);
        return messages.stream()
                .map(message -> group.standalone(message, spectator.agreedFormat()))
                .toList();
    }

    private List<ResultRow> rows(RaceId race, Set<Integer> bibs) {
        return snapshot.tables().get(race).rows().stream()
                .filter(row -> bibs.contains(row.bib()))
                .toList();
    }

    private RoomMessage full(Subscription subscription) {
        List<OnCourseEntry> riders = onCourse.riders();
        if (!riders.equals(fullsRiders)) {
            fulls.clear();
            fullsRiders = riders;
        }
        return fulls.computeIfAbsent(subscription, wanted -> RoomMessage.full(snapshot, riders, wanted));
    }

    private void sendOnCourse(List<OnCourseEntry> riders) {
        List<RoomMessage> message = List.of(RoomMessage.oncourse(Cursor.of(snapshot), riders));
        broadcastMetrics.countMessages(MessageType.ONCOURSE, groups.size());
        groups.values().forEach(group -> group.send(message));
    }

    /** The group that hears of these races, whether the event has them already or not. */
    private SubscriberGroup group(List<RaceId> races) {
        Subscription wanted = Subscription.to(races);
        Subscription granted = groups.containsKey(wanted) || groups.size() < settings.subscriptionsPerEvent()
                ? wanted
                : Subscription.UNFILTERED;
        return groups.computeIfAbsent(
                granted,
                subscription -> new SubscriberGroup(
                        subscription,
                        standaloneCompressor,
                        settings.compressionReset().toNanos()));
    }

    private void closeAll(CloseReason reason) {
        groups.values().forEach(group -> group.closeAll(reason));
    }

    private static int lengthOf(List<RoomMessage> messages) {
        return messages.stream().mapToInt(RoomMessage::length).sum();
    }
}
