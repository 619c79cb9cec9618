package org.gatecast.store.sql;

import io.vertx.sqlclient.Tuple;
import java.util.Collections;
import java.util.function.UnaryOperator;
import org.gatecast.merge.StateDiff;

/**
 * A commit that changes nothing but values of results, as one statement of PostgreSQL: one round trip, and no transaction that
 * a process which is held up would leave open. Every part of the statement reads the id of the event's row from the first
 * part, so nothing is written if that does not find the event at the version before.
 */
public final class ResultsCommit {
    private final StringBuilder sql = new StringBuilder("WITH advanced AS (");
    private final Tuple parameters;
    private int parts;

    /**
     * @param diff with {@linkplain StateDiff#changedResultsAlone() changed results alone}
     * @param storable makes text storable
     */
    ResultsCommit(StateDiff diff, UnaryOperator<String> storable) {
        parameters = EventTable.advanced(diff.before().meta(), diff.after().meta());
        sql.append(EventTable.ADVANCE).append(')');
        part(ResultTable.RESULTS.updateFromJson("advanced"));
        parameters.addArrayOfString(diff.results().changed().stream()
                .map(result -> ResultTable.RESULTS.json(result, storable).encode())
                .toArray(String[]::new));
    }

    /**
     * Adds a row.
     *
     * @param columns without the event's, separated by commas
     * @param values of these columns
     */
    public void insert(String table, String columns, Tuple values) {
        String placeholders = String.join(", ", Collections.nCopies(values.size(), "?"));
        part("INSERT INTO " + table + " (event, " + columns + ") SELECT id, " + placeholders + " FROM advanced");
        for (int i = 0; i < values.size(); i++) {
            parameters.addValue(values.getValue(i));
        }
    }

    /** Removes the event's rows of this version and of those before. */
    public void deleteUpTo(String table, long version) {
        part("DELETE FROM " + table + " USING advanced WHERE event = advanced.id AND version <= ?");
        parameters.addLong(version);
    }

    private void part(String statement) {
        sql.append(", part").append(++parts).append(" AS (").append(statement).append(')');
    }

    /** Selects a row if the event was at the version before. */
    public String sql() {
        return sql + " SELECT id FROM advanced";
    }

    public Tuple parameters() {
        return parameters;
    }
}
