package org.gatecast.ingest;

import java.util.List;
import org.gatecast.model.UnreadableParts;

/**
 * What could be read of a call of the live stream.
 *
 * @param rows in the body's order
 */
public record StreamRows<T>(List<T> rows, UnreadableParts unreadable) {
    public StreamRows {
        rows = List.copyOf(rows);
    }
}
