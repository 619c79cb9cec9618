package org.gatecast.store;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gatecast.model.EventId;

/** A database whose events are copied. All reads see the same commits. Every failure is a {@link StorageException}. */
public interface EventSource {
    /** In the order of creation. */
    Future<List<EventId>> eventIds();

    /** Empty if there is no such event. */
    Future<Optional<StoredEvent>> read(EventId event);

    /** Copies all events, one after the other, so that memory holds one. Returns their ids. */
    default Future<List<EventId>> copyAll(EventSink sink) {
        return eventIds().compose(eventIds -> {
            List<EventId> copied = new ArrayList<>();
            Future<Void> done = Future.succeededFuture();
            for (EventId eventId : eventIds) {
                done = done.compose(before -> read(eventId))
                        .compose(found -> found.isEmpty() ? Future.succeededFuture() : sink.add(found.get()))
                        .onSuccess(added -> copied.add(eventId));
            }
            return done.map(all -> List.copyOf(copied));
        });
    }
}
