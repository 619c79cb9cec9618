package org.gatecast.store.sql;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.gatecast.merge.RowDiff;
import org.gatecast.merge.RowDiff.Placed;

/**
 * One table of the schema: how a record's fields are written to columns and read back. Every table's key begins with
 * the {@code event} of the row; the SQL statements are made from the list of columns.
 */
final class SqlTable<R> {
    private final List<Column<R>> key;
    private final List<Column<R>> values;
    private final Function<RowReader, R> reader;
    private final boolean ordered;
    private final String insert;
    private final String update;
    private final String updateFromJson;
    private final String move;
    private final String delete;
    private final String select;
    private final String selectOne;

    /** A column and the value of a row there: text, a number, a boolean or {@code null}. */
    private record Column<R>(String name, Function<R, Object> value) {}

    private SqlTable(Builder<R> from, Function<RowReader, R> reader) {
        ordered = from.ordered;
        key = List.copyOf(from.key);
        values = List.copyOf(from.values);
        this.reader = reader;
        String name = from.name;
        String where = " WHERE event = ? AND " + join(key, " = ? AND ") + " = ?";
        insert = "INSERT INTO " + name + " (event, " + join(key, ", ") + (ordered ? ", position, " : ", ")
                + join(values, ", ") + ") VALUES (?" + ", ?".repeat(key.size() + (ordered ? 1 : 0) + values.size())
                + ")";
        update = "UPDATE " + name + " SET " + join(values, " = ?, ") + " = ?" + where;
        updateFromJson = "UPDATE " + name + " AS stored SET "
                + values.stream()
                        .map(column -> column.name + " = given." + column.name)
                        .collect(Collectors.joining(", "))
                + " FROM %s, unnest(?::text[]) AS item, json_populate_record(NULL::" + name + ", item::json) AS given"
                + " WHERE stored.event = %1$s.id AND "
                + key.stream()
                        .map(column -> "stored." + column.name + " = given." + column.name)
                        .collect(Collectors.joining(" AND "));
        move = "UPDATE " + name + " SET position = ?" + where;
        delete = "DELETE FROM " + name + where;
        String columns = "SELECT " + join(key, ", ") + ", " + join(values, ", ") + " FROM " + name;
        select = columns + " WHERE event = ? ORDER BY " + from.order;
        selectOne = columns + where;
    }

    private static <R> String join(List<Column<R>> columns, String separator) {
        return String.join(separator, columns.stream().map(Column::name).toList());
    }

    /** A table whose rows have an explicit position. */
    static <R> Builder<R> ordered(String name, String order) {
        return new Builder<>(name, true, order);
    }

    /** A table whose rows are ordered by their values. */
    static <R> Builder<R> keyed(String name, String order) {
        return new Builder<>(name, false, order);
    }

    /** Selects all rows of an event, the only parameter, in order, with the columns that {@link #read} needs. */
    String select() {
        return select;
    }

    /** Selects the row with an event and a key. */
    String selectOne() {
        return selectOne;
    }

    /**
     * PostgreSQL's statement that gives rows of one event other values. Its parameter is an array with the {@link #json} of each
     * row. An array is expected to be short, so that each row is found by its key.
     *
     * @param event a query with the column {@code id}
     */
    String updateFromJson(String event) {
        return updateFromJson.formatted(event);
    }

    /**
     * The columns of a row by name.
     *
     * @param storable makes text storable
     */
    JsonObject json(R row, UnaryOperator<String> storable) {
        JsonObject json = new JsonObject();
        key.forEach(column -> json.put(column.name, storable(column, row, storable)));
        values.forEach(column -> json.put(column.name, storable(column, row, storable)));
        return json;
    }

    private static <R> Object storable(Column<R> column, R row, UnaryOperator<String> storable) {
        Object value = column.value.apply(row);
        return value instanceof String text ? storable.apply(text) : value;
    }

    R read(RowReader row) {
        return reader.apply(row);
    }

    void remove(long event, RowDiff<R> diff, List<Batch> batches) {
        add(batches, delete, diff.removed(), row -> keyed(Tuple.of(event), row));
    }

    void write(long event, RowDiff<R> diff, List<Batch> batches) {
        add(batches, insert, diff.added(), placed -> inserted(event, placed));
        add(
                batches,
                update,
                diff.changed(),
                row -> keyed(valued(Tuple.tuple(), row).addLong(event), row));
        if (ordered) {
            add(batches, move, diff.moved(), placed -> keyed(Tuple.of(placed.position(), event), placed.row()));
        }
    }

    private static <T> void add(List<Batch> batches, String sql, List<T> rows, Function<T, Tuple> binder) {
        if (!rows.isEmpty()) {
            batches.add(new Batch(sql, rows.stream().map(binder).toList()));
        }
    }

    private Tuple inserted(long event, Placed<R> placed) {
        Tuple parameters = keyed(Tuple.of(event), placed.row());
        if (ordered) {
            parameters.addLong(placed.position());
        }
        return valued(parameters, placed.row());
    }

    private Tuple keyed(Tuple parameters, R row) {
        key.forEach(column -> parameters.addValue(column.value.apply(row)));
        return parameters;
    }

    private Tuple valued(Tuple parameters, R row) {
        values.forEach(column -> parameters.addValue(column.value.apply(row)));
        return parameters;
    }

    /** Lists a table's columns, in the order in which the reader reads them. */
    static final class Builder<R> {
        private final String name;
        private final boolean ordered;
        private final String order;
        private final List<Column<R>> key = new ArrayList<>();
        private final List<Column<R>> values = new ArrayList<>();

        private Builder(String name, boolean ordered, String order) {
            this.name = name;
            this.ordered = ordered;
            this.order = order;
        }

        Builder<R> key(String column, Function<R, Object> value) {
            key.add(new Column<>(column, value));
            return this;
        }

        Builder<R> column(String column, Function<R, Object> value) {
            values.add(new Column<>(column, value));
            return this;
        }

        SqlTable<R> readBy(Function<RowReader, R> reader) {
            return new SqlTable<>(this, reader);
        }
    }
}
