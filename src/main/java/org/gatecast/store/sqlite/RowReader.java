package org.gatecast.store.sqlite;

import io.vertx.sqlclient.Row;
import java.time.Instant;

/** Reads a row's cells from left to right. A cell is {@code null} if the column is, unless stated otherwise. */
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

    /** The column must not be null. */
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
