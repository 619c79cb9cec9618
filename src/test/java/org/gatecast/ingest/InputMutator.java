package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Spoils a good input a little: bytes, pieces, numbers, and things that parsers have stumbled over. */
final class InputMutator {
    private static final List<String> XML_WORDS = List.of(
            "<!DOCTYPE a [<!ENTITY x 'y'>]>",
            "&x;",
            "&#0;",
            "&#x10FFFF;",
            "&#xD800;",
            "<![CDATA[",
            "]]>",
            "<!--",
            "-->",
            "<?xml version='1.0' encoding='UTF-16'?>",
            "<?p ?>",
            "</Results>",
            "<Results>",
            "<Time>",
            "</Time>",
            "<Id/>",
            "<Gates>  0  2 50</Gates>",
            " xmlns=''",
            " xmlns:a='b'",
            " a='<'",
            "<a:b/>",
            "\uFEFF",
            "\u0000",
            "\uFFFF",
            "</Canoe123Data>",
            "<Canoe123Data>",
            "<Pen>2</Pen>",
            "<Bib>A</Bib>",
            "<Categories>",
            "</Categories>");
    private static final List<String> JSON_WORDS = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "[[[[[[[[[[[[[[[[[[",
            "{\"a\":",
            "\"",
            "\\",
            "\\ud800",
            "\\u0000",
            ",",
            ":",
            "}",
            "]",
            "\"raceId\":\"R\",",
            "\"bib\":\" 7\",",
            "\"gates\":[{\"gate\":1,\"pen\":2}],",
            "\"time\":1,\"time\":2,",
            "NaN",
            "1e999",
            "-0.0",
            "0.5",
            "//",
            "/**/",
            "\uFEFF",
            "\u0000",
            "{\"results\":",
            "{\"oncourse\":",
            "{\"xml\":");
    private static final List<String> NUMBERS = List.of(
            "0",
            "-1",
            "1",
            "20000",
            "20001",
            "360000001",
            "2147483647",
            "2147483648",
            "-2147483649",
            "1e3",
            "0x1F",
            "1.5",
            "9223372036854775808",
            "99999999999999999999999999999999999999999999999999",
            "",
            " ",
            "٣");

    private final Random random;

    InputMutator(Random random) {
        this.random = random;
    }

    byte[] spoilXml(byte[] input) {
        return spoil(input, XML_WORDS);
    }

    byte[] spoilJson(byte[] input) {
        return spoil(input, JSON_WORDS);
    }

    private byte[] spoil(byte[] input, List<String> words) {
        return random.nextBoolean() ? alter(input) : tear(input, words);
    }

    /** Another value here and there: mostly still a document, so that what it means is put to the test. */
    private byte[] alter(byte[] input) {
        byte[] bytes = input.clone();
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            int at = random.nextInt(bytes.length);
            if (random.nextInt(3) == 0) {
                bytes = splice(bytes, number(bytes), word(NUMBERS));
            } else if (isDigit(bytes[at])) {
                bytes[at] = (byte) ('0' + random.nextInt(10));
            } else if (bytes[at] == ' ') {
                bytes[at] = (byte) "0257\t".charAt(random.nextInt(5));
            }
        }
        return bytes;
    }

    /** Damage of every kind, after which little is left standing. */
    private byte[] tear(byte[] input, List<String> words) {
        byte[] bytes = input;
        for (int times = 1 + random.nextInt(4); times > 0; times--) {
            bytes = switch (random.nextInt(8)) {
                case 0 -> flipABit(bytes);
                case 1 -> splice(bytes, piece(bytes, 1), new byte[0]);
                case 2 -> splice(bytes, piece(bytes, 200), new byte[0]);
                case 3 -> splice(bytes, new Piece(anywhere(bytes), 0), copy(bytes, piece(bytes, 400)));
                case 4 -> splice(bytes, new Piece(anywhere(bytes), 0), word(words));
                case 5 -> splice(bytes, number(bytes), word(NUMBERS));
                case 6 -> splice(bytes, piece(bytes, 40), noise());
                default -> random.nextInt(10) == 0 ? Arrays.copyOf(bytes, anywhere(bytes)) : flipABit(bytes);
            };
        }
        return bytes;
    }

    private record Piece(int from, int length) {}

    private Piece piece(byte[] bytes, int most) {
        int from = anywhere(bytes);
        return new Piece(from, Math.min(bytes.length - from, 1 + random.nextInt(most)));
    }

    /** The first number behind some place; nothing there if none follows. */
    private Piece number(byte[] bytes) {
        int from = anywhere(bytes);
        while (from < bytes.length && !isDigit(bytes[from])) {
            from++;
        }
        int to = from;
        while (to < bytes.length && isDigit(bytes[to])) {
            to++;
        }
        return new Piece(from, to - from);
    }

    private byte[] flipABit(byte[] bytes) {
        byte[] flipped = bytes.clone();
        if (flipped.length > 0) {
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return flipped;
    }

    private byte[] noise() {
        byte[] noise = new byte[random.nextInt(20)];
        random.nextBytes(noise);
        return noise;
    }

    private byte[] word(List<String> words) {
        return words.get(random.nextInt(words.size())).getBytes(UTF_8);
    }

    private int anywhere(byte[] bytes) {
        return random.nextInt(bytes.length + 1);
    }

    private static byte[] copy(byte[] bytes, Piece piece) {
        return Arrays.copyOfRange(bytes, piece.from, piece.from + piece.length);
    }

    private static byte[] splice(byte[] bytes, Piece out, byte[] in) {
        ByteArrayOutputStream spliced = new ByteArrayOutputStream(bytes.length + in.length);
        spliced.write(bytes, 0, out.from);
        spliced.writeBytes(in);
        spliced.write(bytes, out.from + out.length, bytes.length - out.from - out.length);
        return spliced.toByteArray();
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
