package org.gatecast.broadcast;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gatecast.bus.SpectatorCounts;
import org.gatecast.config.Settings;
import org.gatecast.model.RaceId;
import org.gatecast.transport.GroupDelivery;
import org.gatecast.transport.MessageCompressor;

/** The subscriber groups of one event, up to a limit, by subscription. Confined to the broadcaster's event loop. */
final class GroupTable {
    private final Settings.Spectators settings;
    private final MessageCompressor standaloneCompressor;
    private final Map<Subscription, SubscriberGroup> groups = new LinkedHashMap<>();

    GroupTable(Settings.Spectators settings, MessageCompressor standaloneCompressor) {
        this.settings = settings;
        this.standaloneCompressor = standaloneCompressor;
    }

    /** The group with this subscription, or the group without a filter if there are too many. No races means all. */
    SubscriberGroup findOrCreate(List<RaceId> races) {
        Subscription wanted = Subscription.to(races);
        Subscription granted = groups.containsKey(wanted) || groups.size() < settings.subscriptionsPerEvent()
                ? wanted
                : Subscription.UNFILTERED;
        return groups.computeIfAbsent(
                granted,
                subscription -> new SubscriberGroup(
                        subscription,
                        new GroupDelivery(
                                standaloneCompressor,
                                settings.compressionReset().toNanos())));
    }

    int size() {
        return groups.size();
    }

    /** Not so for a group of a deleted event that had the same id. */
    boolean contains(SubscriberGroup group) {
        return groups.containsValue(group);
    }

    void forEach(Consumer<SubscriberGroup> action) {
        groups.values().forEach(action);
    }

    /** Whether the group was empty and one of these, and so was removed. */
    boolean removeIfEmpty(SubscriberGroup group) {
        boolean removed = group.delivery().isEmpty() && groups.remove(group.subscription(), group);
        if (removed) {
            group.delivery().close();
        }
        return removed;
    }

    SpectatorCounts spectatorCounts() {
        int all = 0;
        int streams = 0;
        Map<RaceId, Integer> byRace = new LinkedHashMap<>();
        for (SubscriberGroup group : groups.values()) {
            int size = group.delivery().size();
            all += size;
            streams += group.delivery().eventStreams();
            group.subscription().races().forEach(race -> byRace.merge(race, size, Integer::sum));
        }
        return new SpectatorCounts(all - streams, streams, byRace);
    }

    void close() {
        forEach(group -> group.delivery().close());
        groups.clear();
    }
}
