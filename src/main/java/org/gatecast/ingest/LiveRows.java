package org.gatecast.ingest;

import java.util.List;
import org.gatecast.model.LeftOut;

/**
 * What could be read of a call of the live stream.
 *
 * @param rows in the body's order
 */
public record LiveRows<T>(List<T> rows, LeftOut leftOut) {
    public LiveRows {
        rows = List.copyOf(rows);
    }
}
