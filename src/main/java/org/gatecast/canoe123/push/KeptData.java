package org.gatecast.canoe123.push;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;

/** Keeps what waits to be accepted, beyond the process: of each name the newest content. Does not block. */
public interface KeptData {
    /** Keeps nothing: what waits is lost with the process. */
    KeptData NOTHING = new KeptData() {
        @Override
        public void put(String name, Buffer content, Instant at) {}

        @Override
        public void delete(String name) {}
    };

    /**
     * @param at when the content was received
     */
    record Item(Buffer content, Instant at) {}

    void put(String name, Buffer content, Instant at);

    void delete(String name);
}
