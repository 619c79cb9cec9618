package org.gatecast.config;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.slf4j.event.KeyValuePair;

/**
 * Writes an event as one line: {@code time LEVEL [thread] Logger: message key="value"}. Line breaks of a message or a stack
 * trace become {@code " | "}. Control characters, quotes and backslashes are escaped as in Java, so that a request cannot
 * forge a line or a field.
 */
final class TextLogLayout extends LayoutBase<ILoggingEvent> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int LEVEL_WIDTH = 5;
    private static final String BREAK = " | ";

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(256);
        TIME.formatTo(event.getInstant(), line);
        String level = event.getLevel().toString();
        String logger = event.getLoggerName();
        line.append(' ')
                .append(level)
                .append(" ".repeat(Math.max(0, LEVEL_WIDTH - level.length())))
                .append(" [")
                .append(event.getThreadName())
                .append("] ")
                .append(logger.substring(logger.lastIndexOf('.') + 1))
                .append(": ");
        appendText(line, event.getFormattedMessage());
        List<KeyValuePair> pairs = event.getKeyValuePairs();
        if (pairs != null) {
            pairs.forEach(pair -> appendPair(line, pair));
        }
        if (event.getThrowableProxy() != null) {
            line.append(BREAK);
            appendText(line, ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return line.append('\n').toString();
    }

    private static void appendPair(StringBuilder line, KeyValuePair pair) {
        line.append(' ').append(pair.key).append("=\"");
        String value = String.valueOf(pair.value);
        for (int i = 0; i < value.length(); i++) {
            append(line, value, i);
        }
        line.append('"');
    }

    /** Several lines become one, each stripped. */
    private static void appendText(StringBuilder line, String text) {
        if (text == null) {
            line.append("null");
            return;
        }
        boolean first = true;
        for (String part : (Iterable<String>) text.lines()::iterator) {
            String stripped = first ? part.stripTrailing() : part.strip();
            if (!first && !stripped.isEmpty()) {
                line.append(BREAK);
            }
            first = false;
            for (int i = 0; i < stripped.length(); i++) {
                append(line, stripped, i);
            }
        }
    }

    private static void append(StringBuilder line, String text, int at) {
        char c = text.charAt(at);
        if (c == '"' || c == '\\') {
            line.append('\\').append(c);
        } else if (isInvisible(text, at)) {
            line.append(String.format("\\u%04x", (int) c));
        } else {
            line.append(c);
        }
    }

    /** Whether a character is invisible: a control, a change of direction, or half a surrogate pair. */
    private static boolean isInvisible(String text, int at) {
        char c = text.charAt(at);
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.SURROGATE ->
                Character.isHighSurrogate(c)
                        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
                        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
            default -> false;
        };
    }
}
