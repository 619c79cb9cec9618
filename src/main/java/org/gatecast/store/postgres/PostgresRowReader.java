package org.gatecast.store.postgres;

import io.vertx.sqlclient.Row;
import org.gatecast.store.sql.RowReader;

/** Undoes {@link NulEscape}. */
final class PostgresRowReader extends RowReader {
    PostgresRowReader(Row row) {
        super(row);
    }

    @Override
    protected String storedText(String stored) {
        return NulEscape.unescaped(stored);
    }
}
