package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.gatecast.ingest.ExportPieces.Element;
import org.gatecast.ingest.ExportPieces.Field;

/**
 * Spoils a real export as files get spoilt: elements and fields in another order, twice or missing, texts that are long,
 * foreign or empty, a file closed, written in another encoding, or with bytes that are wrong.
 */
final class ExportMutator {
    private static final int[] LENGTHS = {300, 4_096, 4_097, 100_000};
    private static final List<String> FOREIGN = List.of(
            "&lt;unassigned&gt;",
            "東京 🛶",
            "\u202e\u0301",
            "&amp;&#10;&#x10FFFF;",
            "<![CDATA[<a>]]>",
            "<!-- -->7<b/>8",
            "*",
            "CAP",
            "DNS",
            "true",
            "-1",
            "0",
            "007",
            "1.5",
            "1e3",
            "٣",
            "20001",
            "2147483648",
            "99999999999999999999",
            "300150 52",
            "BR1",
            "BR2",
            "XF",
            "QUA",
            "2026-02-30T25:00:00");

    private final Random random;
    private final InputMutator bytes;

    ExportMutator(Random random) {
        this.random = random;
        this.bytes = new InputMutator(random);
    }

    byte[] spoil(ExportPieces good) {
        List<Element> elements = new ArrayList<>(good.elements());
        for (int times = 1 + random.nextInt(5); times > 0 && !elements.isEmpty(); times--) {
            change(elements);
        }
        String text = new ExportPieces(good.head(), elements, good.tail()).written();
        byte[] written = random.nextInt(8) == 0 ? otherwise(text) : text.getBytes(UTF_8);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(written, random.nextInt(written.length + 1));
            case 1 -> bytes.spoilXml(written);
            default -> written;
        };
    }

    private void change(List<Element> elements) {
        switch (random.nextInt(10)) {
            case 0 -> Collections.shuffle(elements, random);
            case 1 -> elements.add(random.nextInt(elements.size() + 1), one(elements));
            case 2 -> elements.remove(place(elements));
            case 3 -> dropMany(elements);
            case 4 -> changeOne(elements, this::shuffled);
            case 5 -> changeOne(elements, this::doubled);
            case 6 -> changeOne(elements, this::lacking);
            case 7 -> changeOne(elements, element -> saying(element, foreign(elements)));
            case 8 -> changeMany(elements);
            default -> changeOne(elements, element -> saying(element, random.nextBoolean() ? longText() : ""));
        }
    }

    /** All of a kind, or every so many of it. */
    private void dropMany(List<Element> elements) {
        String name = one(elements).name();
        int share = 1 + random.nextInt(4);
        elements.removeIf(element -> element.name().equals(name) && random.nextInt(share) == 0);
    }

    /** The same field of many elements of a kind, as a program does that has a fault or another version. */
    private void changeMany(List<Element> elements) {
        Element pattern = one(elements);
        if (pattern.fields().isEmpty()) {
            return;
        }
        String field = oneOf(pattern.fields()).name();
        int what = random.nextInt(4);
        String text = what == 0 ? "" : what == 1 ? FOREIGN.get(random.nextInt(FOREIGN.size())) : null;
        elements.replaceAll(element -> !element.name().equals(pattern.name()) || random.nextInt(3) == 0
                ? element
                : new Element(
                        element.name(),
                        element.fields().stream()
                                .filter(f -> what != 2 || !f.name().equals(field))
                                .map(f ->
                                        f.name().equals(field) ? f.saying(text == null ? foreign(elements) : text) : f)
                                .toList()));
    }

    private interface Change {
        Element of(Element element);
    }

    private void changeOne(List<Element> elements, Change change) {
        int at = place(elements);
        if (!elements.get(at).fields().isEmpty()) {
            elements.set(at, change.of(elements.get(at)));
        }
    }

    private Element shuffled(Element element) {
        List<Field> fields = new ArrayList<>(element.fields());
        Collections.shuffle(fields, random);
        return new Element(element.name(), fields);
    }

    private Element doubled(Element element) {
        List<Field> fields = new ArrayList<>(element.fields());
        fields.add(random.nextInt(fields.size() + 1), oneOf(fields));
        return new Element(element.name(), fields);
    }

    private Element lacking(Element element) {
        List<Field> fields = new ArrayList<>(element.fields());
        fields.remove(random.nextInt(fields.size()));
        return new Element(element.name(), fields);
    }

    private Element saying(Element element, String text) {
        List<Field> fields = new ArrayList<>(element.fields());
        int at = random.nextInt(fields.size());
        fields.set(at, fields.get(at).saying(text));
        return new Element(element.name(), fields);
    }

    /** Made up, or what stands somewhere else. */
    private String foreign(List<Element> elements) {
        Element other = one(elements);
        return random.nextBoolean() || other.fields().isEmpty()
                ? FOREIGN.get(random.nextInt(FOREIGN.size()))
                : oneOf(other.fields()).text();
    }

    private String longText() {
        return String.valueOf("x9Ž ".charAt(random.nextInt(4))).repeat(LENGTHS[random.nextInt(LENGTHS.length)]);
    }

    /** The same in another encoding, with other line ends, or with something before it. */
    private byte[] otherwise(String text) {
        return switch (random.nextInt(5)) {
            case 0 -> encoded(text, "UTF-16");
            case 1 -> encoded(text, "windows-1250");
            case 2 -> encoded(text, "ISO-8859-2");
            case 3 -> text.replace("\n", "\r\n").getBytes(UTF_8);
            default -> ("\r\n\uFEFF\n" + text).getBytes(UTF_8);
        };
    }

    private static byte[] encoded(String text, String encoding) {
        return text.replace("standalone=\"yes\"", "encoding=\"" + encoding + '"')
                .getBytes(Charset.forName(encoding));
    }

    private Element one(List<Element> elements) {
        return elements.get(place(elements));
    }

    /** Of an element of each kind as often as of any other kind: results are nearly all there is. */
    private int place(List<Element> elements) {
        String kind = oneOf(elements.stream().map(Element::name).distinct().toList());
        return oneOf(IntStream.range(0, elements.size())
                .filter(i -> elements.get(i).name().equals(kind))
                .boxed()
                .toList());
    }

    private <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
