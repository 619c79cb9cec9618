package org.gatecast.store.postgres;

import io.vertx.sqlclient.Tuple;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Statements and parameters as PostgreSQL takes them. */
final class NumberedParameters {
    /** There are as many entries as there are statements in the code. */
    private static final Map<String, String> NUMBERED = new ConcurrentHashMap<>();

    private NumberedParameters() {}

    /** {@code $1}, {@code $2} and so on for the question marks of a statement without literals. */
    static String numbered(String sql) {
        return NUMBERED.computeIfAbsent(sql, NumberedParameters::number);
    }

    private static String number(String sql) {
        StringBuilder numbered = new StringBuilder(sql.length() + 64);
        int number = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '?') {
                numbered.append('$').append(++number);
            } else {
                numbered.append(c);
            }
        }
        return numbered.toString();
    }

    /** The parameters with {@link NulEscape} applied to text. */
    static Tuple storable(Tuple parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.getValue(i) instanceof String text && NulEscape.isNeeded(text)) {
                return escaped(parameters);
            }
        }
        return parameters;
    }

    private static Tuple escaped(Tuple parameters) {
        Tuple escaped = Tuple.tuple();
        for (int i = 0; i < parameters.size(); i++) {
            Object value = parameters.getValue(i);
            escaped.addValue(value instanceof String text ? NulEscape.escaped(text) : value);
        }
        return escaped;
    }
}
