package org.gatecast.ingest;

import java.util.List;
import org.gatecast.model.UnreadableParts;

/**
 * The readable rows of a call of the live stream, and a summary of the unreadable parts.
 *
 * @param rows in the body's order
 */
public record StreamRows<T>(List<T> rows, UnreadableParts unreadable) {
    public StreamRows {
        rows = List.copyOf(rows);
    }
}
