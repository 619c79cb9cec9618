package org.gatecast.ingest;

import com.fasterxml.jackson.core.JsonStreamContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gatecast.ingest.StrictJson.Reading;
import org.gatecast.model.RefusedException;
import org.gatecast.model.StreamRows;
import org.gatecast.model.UnreadableParts;

/**
 * Reads a call of the live stream, {@code {"results": [row…]}}, as far as it can be read. A value that cannot be read
 * is left out of its row; a row without race or participant is left out of the call; both are counted. The pusher
 * pauses after a few refusals, so one odd value must not refuse a call.
 */
final class StreamBodyReader {
    private static final int MAX_EXAMPLE = 200;

    private final Map<String, Count> fields = new LinkedHashMap<>();
    private final Count unread = new Count();
    private final Count surplus = new Count();
    private StrictJson json;
    private String field;

    private StreamBodyReader() {}

    /** A field of the body besides the list. */
    @FunctionalInterface
    interface OtherField {
        void read(String name, StrictJson value) throws IOException;
    }

    interface Row<T> {
        /** Reads one field's value with {@link #readItem}, or ignores it. */
        void field(String name, StreamBodyReader reader) throws IOException;

        /** The complete row; {@code json} is positioned after it. Refuses a row without race or participant. */
        T end(StrictJson json);
    }

    /**
     * Reads the rows of the list {@code name}, which the body must have.
     *
     * @param mostRows further rows do not count
     * @throws RefusedException {@code InvalidRequest}, if the body is no JSON or has no such list
     */
    static <T> StreamRows<T> read(byte[] body, String name, int mostRows, Supplier<? extends Row<T>> newRow) {
        return read(body, name, mostRows, newRow, (field, value) -> value.skip());
    }

    /**
     * The same.
     *
     * @param others reads or skips the value of any other field
     */
    static <T> StreamRows<T> read(
            byte[] body, String name, int mostRows, Supplier<? extends Row<T>> newRow, OtherField others) {
        return JsonBody.readLive(body, json -> {
            List<StreamRows<T>> found = new ArrayList<>(1);
            json.object((field, value) -> {
                if (field.equals(name)) {
                    found.clear();
                    found.add(new StreamBodyReader().rows(value, mostRows, newRow));
                } else {
                    others.read(field, value);
                }
            });
            if (found.isEmpty()) {
                throw json.refuseField(name, "is required");
            }
            return found.get(0);
        });
    }

    /** The rows of a list that a body may have beside; none if the value is no list. */
    static <T> StreamRows<T> readMore(StrictJson value, int mostRows, Supplier<? extends Row<T>> newRow)
            throws IOException {
        JsonStreamContext around = value.enclosingContext();
        try {
            return new StreamBodyReader().rows(value, mostRows, newRow);
        } catch (RefusedException e) {
            value.skipToEnd(around);
            return StreamRows.whole(List.of());
        }
    }

    private <T> StreamRows<T> rows(StrictJson list, int mostRows, Supplier<? extends Row<T>> newRow)
            throws IOException {
        json = list;
        List<T> rows = new ArrayList<>();
        List<Integer> unreadableRows = new ArrayList<>();
        list.items(item -> {
            int position = rows.size() + unreadableRows.size();
            if (position < mostRows) {
                if (!row(newRow.get(), rows)) {
                    unreadableRows.add(position);
                }
            } else {
                surplus.note(item, () -> item.refuse("is one more than the " + mostRows + " allowed"));
                item.skip();
            }
        });
        return new StreamRows<>(rows, unreadableRows, unreadableParts());
    }

    /** Adds the row, unless it cannot be read. */
    private <T> boolean row(Row<T> row, List<T> rows) throws IOException {
        JsonStreamContext around = json.enclosingContext();
        try {
            json.object((name, value) -> {
                field = name;
                JsonStreamContext inRow = json.enclosingContext();
                row.field(name, this);
                json.skipToEnd(inRow);
            });
            return rows.add(row.end(json));
        } catch (RefusedException e) {
            unread.note(json, () -> e);
            json.skipToEnd(around);
            return false;
        }
    }

    /** The current value, read by {@code reading}; {@code otherwise} if it cannot be read. */
    <T> T readItem(Reading<T> reading, T otherwise) throws IOException {
        JsonStreamContext around = json.enclosingContext();
        try {
            return reading.from(json);
        } catch (RefusedException e) {
            fields.computeIfAbsent(field, name -> new Count()).note(json, () -> e);
            json.skipToEnd(around);
            return otherwise;
        }
    }

    private UnreadableParts unreadableParts() {
        List<String> lines = new ArrayList<>();
        long values = 0;
        for (Map.Entry<String, Count> field : fields.entrySet()) {
            Count count = field.getValue();
            values += count.count;
            lines.add(count.count + " × " + field.getKey() + " left out: " + count.example);
        }
        if (unread.count > 0) {
            lines.add(unread.count + " × rows left out: " + unread.example);
        }
        if (surplus.count > 0) {
            lines.add(surplus.count + " × rows beyond the limit left out: " + surplus.example);
        }
        return lines.isEmpty()
                ? UnreadableParts.NOTHING
                : new UnreadableParts(values, unread.count, surplus.count, lines);
    }

    /** Counts parts left out, with the first example. */
    private static final class Count {
        private long count;
        private String example;

        /** If the value is a text, the example shows it. */
        void note(StrictJson json, Supplier<RefusedException> why) throws IOException {
            if (count == 0) {
                String message = why.get().refusal().message();
                String text = json.quotedText();
                example = QuotedText.truncated(
                        message.contains(text) ? message : message + " (" + text + ')', MAX_EXAMPLE);
            }
            count++;
        }
    }
}
