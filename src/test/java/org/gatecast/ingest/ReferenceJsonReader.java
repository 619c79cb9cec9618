package org.gatecast.ingest;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON (RFC 8259) read in the plainest way, to hold the service's own reading against: the whole text at once, no
 * library. Objects are {@link Members}, lists {@link List}, texts {@link String}, numbers {@link Numeral}, else
 * {@link Boolean} or {@code null}.
 */
public final class ReferenceJsonReader {
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";
    private static final int DEEPEST = 500;

    private final String text;
    private int at;
    private int depth;

    private ReferenceJsonReader(String text) {
        this.text = text;
    }

    /** An object's, in their order; a name may stand several times. */
    record Members(List<Member> all) {
        /** What is last said under a name, {@code null} when nothing is. */
        Object last(String name) {
            Object value = null;
            for (Member member : all) {
                value = member.name.equals(name) ? member.value : value;
            }
            return value;
        }
    }

    record Member(String name, Object value) {}

    /** As it is written. */
    record Numeral(String text) {}

    /** This is no JSON. */
    static final class NotJson extends Exception {
        NotJson(String message) {
            super(message);
        }
    }

    /** The text that the bytes are in UTF-8, {@code null} when they are none. */
    static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    public enum Verdict {
        JSON,
        NO_JSON,
        /** Not UTF-8: Jackson also takes UTF-16 and UTF-32 for what they are. */
        UNSURE
    }

    /** Whether the bytes are JSON in which no object has a name twice. */
    public static Verdict strictly(byte[] bytes) {
        String text = text(bytes);
        if (text == null || text.indexOf('\0') >= 0 || text.startsWith("\uFEFF")) {
            return Verdict.UNSURE;
        }
        try {
            return hasNamesOnce(read(text)) ? Verdict.JSON : Verdict.NO_JSON;
        } catch (NotJson e) {
            return Verdict.NO_JSON;
        }
    }

    private static boolean hasNamesOnce(Object value) {
        if (value instanceof List<?> items) {
            return items.stream().allMatch(ReferenceJsonReader::hasNamesOnce);
        }
        if (!(value instanceof Members members)) {
            return true;
        }
        Set<String> names = new HashSet<>();
        return members.all().stream().allMatch(member -> names.add(member.name()) && hasNamesOnce(member.value()));
    }

    static Object read(String text) throws NotJson {
        ReferenceJsonReader json = new ReferenceJsonReader(text);
        json.blanks();
        Object value = json.value();
        json.blanks();
        json.require(json.at == text.length());
        return value;
    }

    private Object value() throws NotJson {
        require(at < text.length());
        char first = text.charAt(at);
        return switch (first) {
            case '{' -> members();
            case '[' -> items();
            case '"' -> quoted();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Members members() throws NotJson {
        List<Member> members = new ArrayList<>();
        enter();
        while (!take('}')) {
            if (!members.isEmpty()) {
                expect(',');
            }
            require(at < text.length() && text.charAt(at) == '"');
            String name = quoted();
            blanks();
            expect(':');
            members.add(new Member(name, value()));
            blanks();
        }
        depth--;
        return new Members(members);
    }

    private List<Object> items() throws NotJson {
        List<Object> items = new ArrayList<>();
        enter();
        while (!take(']')) {
            if (!items.isEmpty()) {
                expect(',');
            }
            items.add(value());
            blanks();
        }
        depth--;
        return items;
    }

    private void enter() throws NotJson {
        at++;
        require(++depth < DEEPEST);
        blanks();
    }

    private String quoted() throws NotJson {
        StringBuilder value = new StringBuilder();
        at++;
        while (true) {
            require(at < text.length());
            char c = text.charAt(at++);
            require(c >= ' ');
            if (c == '"') {
                return value.toString();
            }
            value.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() throws NotJson {
        require(at < text.length());
        char c = text.charAt(at++);
        if (c == 'u') {
            require(at + 4 <= text.length() && text.substring(at, at + 4).matches("[0-9a-fA-F]{4}"));
            at += 4;
            return (char) Integer.parseInt(text, at - 4, at, 16);
        }
        require(ESCAPES.indexOf(c) >= 0);
        return ESCAPED.charAt(ESCAPES.indexOf(c));
    }

    private Object word(String word, Object value) throws NotJson {
        require(text.startsWith(word, at));
        at += word.length();
        return value;
    }

    private Numeral number() throws NotJson {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        require(number.lookingAt());
        at = number.end();
        return new Numeral(number.group());
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private boolean take(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void expect(char wanted) throws NotJson {
        require(take(wanted));
        blanks();
    }

    private void require(boolean holds) throws NotJson {
        if (!holds) {
            throw new NotJson("at " + at);
        }
    }
}
