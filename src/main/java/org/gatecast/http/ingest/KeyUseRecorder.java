package org.gatecast.http.ingest;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.StoreCommand.RecordKeyUse;
import org.gatecast.http.auth.AuthenticatedCaller;
import org.gatecast.model.EventKey;
import org.gatecast.snapshot.SnapshotRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the store that a key is in use, once in {@link EventKey#RECORD_INTERVAL}, since such a key stays valid beyond its
 * dates. No request waits for this. Confined to one event loop.
 */
final class KeyUseRecorder {
    private static final Logger LOG = LoggerFactory.getLogger(KeyUseRecorder.class);
    /** Between two attempts if the store does not reply. */
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final BusClient bus;
    private final SnapshotRegistry snapshots;
    private final Map<Attempt, Instant> attempts = new HashMap<>();

    private record Attempt(String generation, String keyId) {}

    KeyUseRecorder(BusClient bus, SnapshotRegistry snapshots) {
        this.bus = bus;
        this.snapshots = snapshots;
    }

    /** An ingest call was accepted. */
    void record(AuthenticatedCaller caller, Instant at) {
        if (caller.isMaster() || !caller.key().isUseUnrecordedAt(at)) {
            return;
        }
        Attempt key = new Attempt(caller.event().meta().generation(), caller.keyId());
        Instant last = attempts.get(key);
        if (last != null && !at.isBefore(last) && at.isBefore(last.plus(RETRY))) {
            return;
        }
        if (last == null) {
            Set<String> generations = snapshots.generations();
            attempts.keySet().removeIf(attempt -> !generations.contains(attempt.generation));
        }
        attempts.put(key, at);
        bus.store(new RecordKeyUse(caller.authority(), at))
                .onFailure(failure -> LOG.debug("The use of a key was not recorded: {}", failure.getMessage()));
    }
}
