package org.gatecast.store.postgres;

import org.gatecast.model.EventId;
import org.gatecast.store.EventVersion;

/**
 * The payload of a notification about a commit: {@code node generation version event}. None of them has a space. A later version
 * of the service may add more, which is ignored.
 */
record DoorbellMessage(String node, EventId event, EventVersion version) {
    private static final int PARTS = 4;

    static String of(String node, EventId event, EventVersion version) {
        return node + ' ' + version.generation() + ' ' + version.version() + ' ' + event.value();
    }

    /**
     * @throws IllegalArgumentException if it is none
     */
    static DoorbellMessage parse(String payload) {
        String[] parts = payload.split(" ", PARTS + 1);
        if (parts.length < PARTS) {
            throw new IllegalArgumentException("no doorbell");
        }
        return new DoorbellMessage(
                parts[0], new EventId(parts[3]), new EventVersion(parts[1], Long.parseLong(parts[2])));
    }
}
