package org.gatecast.store;

import org.gatecast.model.EventMeta;

/** The last commit of an event: its generation and its version. */
public record EventVersion(String generation, long version) {
    static EventVersion of(EventMeta event) {
        return new EventVersion(event.generation(), event.version());
    }
}
