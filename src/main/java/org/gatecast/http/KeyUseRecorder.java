package org.gatecast.http;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.StoreCommand.NoteKeyUse;
import org.gatecast.model.EventKey;
import org.gatecast.snapshot.SnapshotRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has it kept that ingest calls are accepted with a key, once in {@link EventKey#NOTED_EVERY}: a key in use is not shut
 * by dates. No call waits for it. Confined to one event loop.
 */
final class KeyUseRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(KeyUseRecorder.class);
    /** Between two tries while the store does not answer. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final BusClient bus;
    private final SnapshotRegistry snapshots;
    private final Map<Tried, Instant> tries = new HashMap<>();

    private record Tried(String generation, String keyId) {}

    KeyUseRecorder(BusClient bus, SnapshotRegistry snapshots) {
        this.bus = bus;
        this.snapshots = snapshots;
    }

    /** A call was accepted. */
    void note(Caller caller, Instant at) {
        if (caller.isMaster() || !caller.key().isUnnotedAt(at)) {
            return;
        }
        Tried key = new Tried(caller.event().meta().generation(), caller.keyId());
        Instant last = tries.get(key);
        if (last != null && !at.isBefore(last) && at.isBefore(last.plus(RETRY))) {
            return;
        }
        if (last == null) {
            forgetEventsThatAreGone();
        }
        tries.put(key, at);
        bus.store(new NoteKeyUse(caller.authority(), at))
                .onFailure(failure -> LOG.debug("The use of a key was not noted: {}", failure.getMessage()));
    }

    private void forgetEventsThatAreGone() {
        var generations = snapshots.all().stream()
                .map(snapshot -> snapshot.meta().generation())
                .collect(Collectors.toSet());
        tries.keySet().removeIf(key -> !generations.contains(key.generation));
    }
}
