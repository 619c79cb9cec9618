package org.gatecast.store.sqlite;

import io.vertx.sqlclient.Row;
import java.time.Instant;

/** A row's cells, taken from left to right. Each is {@code null} where the column is, unless it says otherwise. */
final class RowReader {
    private final Row row;
    private int next;

    RowReader(Row row) {
        this.row = row;
    }

    String text() {
        return row.getString(next++);
    }

    Integer integer() {
        return row.getInteger(next++);
    }

    /** Of a column that is not null. */
    long number() {
        return row.getLong(next++);
    }

    Boolean flag() {
        Integer flag = integer();
        return flag == null ? null : flag != 0;
    }

    byte[] bytes() {
        return (byte[]) row.getValue(next++);
    }

    Instant instant() {
        Long millis = row.getLong(next++);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
