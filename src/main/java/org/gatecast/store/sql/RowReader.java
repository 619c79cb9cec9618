package org.gatecast.store.sql;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Instant;

/** Reads a row's cells from left to right. A cell is {@code null} if the column is, unless stated otherwise. */
public class RowReader {
    private final Row row;
    private int next;

    public RowReader(Row row) {
        this.row = row;
    }

    public String text() {
        return storedText(row.getString(next++));
    }

    /** The text that was stored as {@code stored}: the same, unless the database cannot store any text. */
    protected String storedText(String stored) {
        return stored;
    }

    public Integer integer() {
        return row.getInteger(next++);
    }

    /** The column must not be null. */
    public long number() {
        return row.getLong(next++);
    }

    /** SQLite has numbers for booleans. */
    public Boolean flag() {
        Object flag = row.getValue(next++);
        return flag instanceof Number number ? Boolean.valueOf(number.intValue() != 0) : (Boolean) flag;
    }

    public byte[] bytes() {
        Object bytes = row.getValue(next++);
        return bytes instanceof Buffer buffer ? buffer.getBytes() : (byte[]) bytes;
    }

    public Instant instant() {
        Long millis = row.getLong(next++);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
