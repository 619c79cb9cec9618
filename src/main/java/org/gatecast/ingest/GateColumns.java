package org.gatecast.ingest;

import java.util.ArrayList;
import java.util.List;
import org.gatecast.model.Gates;

/**
 * The export's {@code Gates} text: a column of three characters for each gate, right-aligned, blank for a gate not
 * passed (contract section 5). Any whole number is a penalty. The text may have more columns than the course has gates.
 * White space has a meaning here and must be unchanged.
 */
final class GateColumns {
    private static final int WIDTH = 3;

    /** More gates than any course has. */
    static final int MAX_GATES = 99;

    private GateColumns() {}

    /** The penalties, {@code null} if the text has none. */
    static Gates parse(String columns, DocumentPosition position, WarningCollector warnings) {
        if (columns == null || columns.isBlank()) {
            return null;
        }
        List<Integer> penalties = new ArrayList<>();
        for (int start = 0; start < columns.length() && penalties.size() < MAX_GATES; start += WIDTH) {
            String column = columns.substring(start, Math.min(start + WIDTH, columns.length()));
            penalties.add(penalty(column, penalties.size() + 1, position, warnings));
        }
        Gates gates = new Gates(penalties);
        return gates.isEmpty() ? null : gates;
    }

    private static Integer penalty(String column, int gate, DocumentPosition position, WarningCollector warnings) {
        String text = column.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            warnings.note(ExportWarning.UNREADABLE_GATE, position, "gate " + gate + ' ' + QuotedText.of(column));
            return null;
        }
        return Integer.valueOf(text);
    }
}
