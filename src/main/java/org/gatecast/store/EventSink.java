package org.gatecast.store;

import io.vertx.core.Future;

/** A database to which whole events are added. */
@FunctionalInterface
public interface EventSink {
    /** Adds the event with all that belongs to it. Fails with a {@link StorageException}. */
    Future<Void> add(StoredEvent event);
}
