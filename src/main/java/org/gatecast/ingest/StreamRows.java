package org.gatecast.ingest;

import java.util.List;
import org.gatecast.model.UnreadableParts;

/** The readable rows of a call of the live stream, in the body's order, and a summary of the unreadable parts. */
public record StreamRows<T>(List<T> rows, UnreadableParts unreadable) {
    public StreamRows {
        rows = List.copyOf(rows);
    }
}
