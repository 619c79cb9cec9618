package org.gatecast.broadcast;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.gatecast.broadcast.BroadcastMetrics.FullReason;
import org.gatecast.broadcast.BroadcastMetrics.MessageType;
import org.gatecast.bus.EventNotice;
import org.gatecast.bus.OnCourseReport;
import org.gatecast.bus.SpectatorCounts;
import org.gatecast.config.Settings;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventStatus;
import org.gatecast.model.IngestSource;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.VersionChange;
import org.gatecast.transport.CloseReason;
import org.gatecast.transport.MessageCompressor;
import org.gatecast.transport.SpectatorMessage;
import org.gatecast.transport.SubscribeRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The spectators of one event, and what they receive. Confined to the broadcaster's event loop, which gives the order: a
 * commit, a report of riders on course and a new spectator are each dealt with completely, one after the other.
 */
final class Room {
    private static final Logger LOG = LoggerFactory.getLogger(Room.class);

    private final Vertx vertx;
    private final Settings.Spectators settings;
    private final BroadcastMetrics broadcastMetrics;
    private final GroupTable groups;
    private final OnCourseThrottle onCourse;
    private final Optional<OnCourseForwarder> forwarder;
    private final EarlyArrivals earlyArrivals;
    private ChangeHistory history;
    private EventSnapshot snapshot;
    private FullMessages fulls;

    /**
     * @param earlier the changes before the snapshot, as far as they are known
     * @param forwarder tells other nodes of riders on course; empty if there are none
     * @param earlyArrivals of this room alone
     */
    Room(
            Vertx vertx,
            Settings.Spectators settings,
            OnCourseRegistry onCourse,
            MessageCompressor standaloneCompressor,
            BroadcastMetrics broadcastMetrics,
            EventSnapshot snapshot,
            List<VersionChange> earlier,
            Optional<OnCourseForwarder> forwarder,
            EarlyArrivals earlyArrivals) {
        this.vertx = vertx;
        this.settings = settings;
        this.broadcastMetrics = broadcastMetrics;
        this.groups = new GroupTable(settings, standaloneCompressor);
        this.snapshot = snapshot;
        this.fulls = new FullMessages(snapshot);
        this.history = ChangeHistory.of(earlier, snapshot.meta().version(), settings.historyChanges());
        this.forwarder = forwarder;
        this.earlyArrivals = earlyArrivals;
        this.onCourse =
                new OnCourseThrottle(vertx, settings, onCourse, snapshot.meta().eventId(), this::sendOnCourse);
    }

    void join(SubscribeRequest subscribe, Subscriber subscriber) {
        EventStatus status = snapshot.meta().status();
        if (status == EventStatus.OFFICIAL || !status.isPublic()) {
            subscriber.spectator().close(status.isPublic() ? CloseReason.OFFICIAL : CloseReason.WITHDRAWN);
            return;
        }
        Cursor since = Cursor.parse(subscribe.since());
        if (isKnown(since) && since.version() > snapshot.meta().version()) {
            earlyArrivals.add(subscriber, since.version(), () -> admit(subscribe, subscriber, since));
        } else {
            admit(subscribe, subscriber, since);
        }
    }

    private boolean isKnown(Cursor since) {
        return since != null && since.generation().equals(snapshot.meta().generation());
    }

    private void admit(SubscribeRequest subscribe, Subscriber subscriber, Cursor since) {
        SubscriberGroup group = groups.findOrCreate(subscribe.races());
        subscriber.group(group);
        boolean known = isKnown(since);
        FullReason reason = subscribe.since() == null ? FullReason.JOIN : FullReason.CURSOR;
        sendToOne(
                group,
                () -> known ? missedMessages(group, since.version(), reason) : fullMessage(group, reason),
                messages -> group.delivery().join(subscriber.spectator(), messages));
    }

    /** Sends a spectator what it missed after {@code version}, the last one that it received whole. */
    void catchUp(Subscriber subscriber, long version) {
        SubscriberGroup group = subscriber.group();
        if (groups.contains(group)) {
            sendToOne(group, () -> missedMessages(group, version, FullReason.SLOW), messages -> group.delivery()
                    .catchUp(subscriber.spectator(), messages));
        }
    }

    void leave(Subscriber subscriber) {
        earlyArrivals.leave(subscriber);
        SubscriberGroup group = subscriber.group();
        if (group != null) {
            subscriber.group(null);
            group.delivery().leave(subscriber.spectator());
            if (groups.removeIfEmpty(group)) {
                fulls.release(group.subscription());
            }
        }
    }

    /** The event has a new version. A version that this room has already is ignored. */
    void onCommit(EventNotice.Committed notice) {
        EventMeta next = notice.snapshot().meta();
        boolean newGeneration = !next.generation().equals(snapshot.meta().generation());
        if (!newGeneration && next.version() <= snapshot.meta().version()) {
            return;
        }
        Cursor before = newGeneration ? Cursor.of(notice.snapshot()).previous() : Cursor.of(snapshot);
        snapshot = notice.snapshot();
        fulls.release();
        fulls = new FullMessages(snapshot);
        if (newGeneration) {
            history = new ChangeHistory(next.version(), settings.historyChanges());
            // The riders on course were those of the event before.
            onCourse.clear();
            forwarder.ifPresent(OnCourseForwarder::clear);
        } else {
            history.add(notice);
        }
        if (!next.status().isPublic()) {
            closeAll(CloseReason.WITHDRAWN);
            return;
        }
        sendChanges(before, notice);
        if (newGeneration) {
            earlyArrivals.onGeneration();
        } else {
            earlyArrivals.onVersion(next.version());
        }
        if (notice.changes().status() == EventStatus.OFFICIAL
                || (newGeneration && next.status() == EventStatus.OFFICIAL)) {
            vertx.setTimer(settings.officialGrace().toMillis(), timer -> closeAll(CloseReason.OFFICIAL));
        }
    }

    /** The event is deleted. */
    void close() {
        closeAll(CloseReason.DELETED);
        shutDown();
    }

    /** Frees what the room holds. Its spectators receive nothing any more. */
    void shutDown() {
        earlyArrivals.shutDown();
        groups.close();
        fulls.release();
        onCourse.close();
        forwarder.ifPresent(OnCourseForwarder::close);
    }

    SpectatorCounts spectatorCounts() {
        return groups.spectatorCounts();
    }

    int updateOnCourse(List<OnCourseEntry> entries, boolean fromPrimary) {
        forwarder.ifPresent(toOthers -> toOthers.report(entries, fromPrimary));
        return onCourse.refresh(entries, fromPrimary);
    }

    /** Takes what was reported to another node. A report about another generation of the event is ignored. */
    void updateOnCourse(OnCourseReport report) {
        EventMeta event = snapshot.meta();
        if (report.generation().equals(event.generation()) && event.status().accepts(IngestSource.ONCOURSE)) {
            onCourse.refresh(report.entries(), report.fromPrimary());
        }
    }

    private void sendChanges(Cursor before, EventNotice.Committed notice) {
        DiffMessages diffs = new DiffMessages(before, Cursor.of(snapshot), notice.changes());
        try {
            groups.forEach(group -> sendChanges(group, notice, diffs));
        } finally {
            diffs.release();
        }
    }

    private void sendChanges(SubscriberGroup group, EventNotice.Committed notice, DiffMessages diffMessages) {
        try {
            if (notice.changes().structure()) {
                sendFull(group);
                return;
            }
            List<SpectatorMessage> diffs = diffMessages.of(group.subscription());
            if (fulls.isWhollyChanged(group.subscription(), notice.changes())
                    && fulls.isSmallerThan(diffs, group.subscription(), onCourse.riders())) {
                sendFull(group);
                return;
            }
            broadcastMetrics.countMessages(MessageType.DIFF, diffs.size());
            if (!diffs.isEmpty()) {
                group.delivery().send(diffs);
            }
        } catch (RuntimeException e) {
            LOG.error(
                    "The changes of event {} could not be sent", snapshot.meta().eventId(), e);
            broadcastMetrics.countMessages(MessageType.REFRESH, 1);
            group.delivery().send(List.of(diffMessages.refresh()));
        }
    }

    private void sendFull(SubscriberGroup group) {
        SpectatorMessage full = full(group);
        broadcastMetrics.countMessages(MessageType.FULL, 1);
        broadcastMetrics.countFulls(FullReason.IMPORT, group.delivery().size());
        group.delivery().send(List.of(full));
    }

    /** Sends messages to one spectator; {@code refresh} if they cannot be encoded. */
    private void sendToOne(
            SubscriberGroup group,
            Supplier<List<SpectatorMessage>> encoding,
            Consumer<List<SpectatorMessage>> sending) {
        List<SpectatorMessage> messages;
        try {
            messages = encoding.get();
        } catch (RuntimeException e) {
            LOG.error("The state of event {} could not be sent", snapshot.meta().eventId(), e);
            messages = List.of(MessageJson.refresh(Cursor.of(snapshot)));
        }
        sending.accept(messages);
        messages.stream()
                .filter(message -> !fulls.contains(group.subscription(), message))
                .forEach(SpectatorMessage::release);
    }

    private List<SpectatorMessage> fullMessage(SubscriberGroup group, FullReason reason) {
        SpectatorMessage full = full(group);
        broadcastMetrics.countFulls(reason, 1);
        return List.of(full);
    }

    /**
     * What changed since a version: the newest form of each changed row, the status, and the riders on course, which have no
     * version. It is {@code full} if the history does not reach back so far, or if {@code full} is smaller.
     */
    private List<SpectatorMessage> missedMessages(SubscriberGroup group, long version, FullReason reason) {
        ChangeHistory.MissedChanges missed = history.since(version);
        if (missed == null) {
            return fullMessage(group, reason);
        }
        Cursor now = Cursor.of(snapshot);
        Cursor before = new Cursor(now.generation(), version);
        List<SpectatorMessage> messages =
                new ArrayList<>(new DiffMessages(before, now, missed.in(snapshot)).of(group.subscription()));
        messages.add(MessageJson.oncourse(now, onCourse.riders()));
        if (fulls.isSmallerThan(messages, group.subscription(), onCourse.riders())) {
            return fullMessage(group, reason);
        }
        broadcastMetrics.countDiffOnly(reason);
        return messages;
    }

    /** {@code full} as it stands for a group; it belongs to the room. */
    SpectatorMessage full(SubscriberGroup group) {
        return fulls.of(group.subscription(), onCourse.riders());
    }

    private void sendOnCourse(List<OnCourseEntry> riders) {
        SpectatorMessage message = MessageJson.oncourse(Cursor.of(snapshot), riders);
        broadcastMetrics.countMessages(MessageType.ONCOURSE, groups.size());
        groups.forEach(group -> group.delivery().send(List.of(message)));
        message.release();
    }

    private void closeAll(CloseReason reason) {
        earlyArrivals.closeAll(reason);
        groups.forEach(group -> group.delivery().closeAll(reason));
    }
}
