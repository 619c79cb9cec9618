package org.gatecast.specs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.gatecast.ingest.ExportParser;
import org.gatecast.ingest.XmlLimits;
import org.gatecast.merge.ExportMerge;
import org.gatecast.merge.StreamSilence;
import org.gatecast.model.EventState;
import org.gatecast.model.Export;
import org.gatecast.model.Image;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.RefusedException;
import org.gatecast.store.SampleStates;
import org.gatecast.testing.Recording;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * {@code specs/canoe123.md} against the reader of exports: an element that the tables call used or kept makes a
 * difference to what is known of the event, one that they do not makes none.
 */
class ExportElementsTest {
    private static final List<String> SECTIONS = List.of(
            "Events",
            "Classes",
            "Categories",
            "Participants",
            "Schedule",
            "Results",
            "CourseData",
            "CompOfficials",
            "GateStatistics");
    /** Small ones, with what the recorded race has: single boats and crews. */
    private static final Set<String> CLASSES = Set.of("C1W_ST", "C2M_ST", "C2W_HO");

    private static final String CROSS_RACE = "C1W_ST_BR1_6";
    private static final ExportParser PARSER = new ExportParser(XmlLimits.DEFAULT);

    /** What an export makes known; {@code null} when it is refused. */
    private record Known(EventState state, Image image) {}

    @TestFactory
    Stream<DynamicTest> anElementMakesADifferenceWhereTheTableSaysSo() throws Exception {
        Canoe123Tables tables = Canoe123Tables.read();
        Document real = withACrossRace(trimmed(parse(Recording.xml())));
        List<DynamicTest> tests = new ArrayList<>();
        for (String section : SECTIONS) {
            tables.byName(section)
                    .forEach((name, taken) -> tests.add(DynamicTest.dynamicTest(
                            section + '/' + name, () -> assertFate(real, section, name, !taken.equals("no")))));
        }
        return tests.stream();
    }

    private static void assertFate(Document real, String section, String name, boolean isTaken) throws Exception {
        Document base = copy(real);
        if (name.equals("ReportImageRight")) {
            remove(base, "Events", "ReportImageLeft");
        }
        Known known = known(base);
        assertThat(known).as("the export as it is").isNotNull();
        Document without = copy(base);
        remove(without, section, name);
        Document other = copy(base);
        set(other, section, name);
        Known less = known(without);
        Known different = known(other);
        assertThat(!known.equals(less) || !known.equals(different))
                .as("whether %s/%s makes a difference", section, name)
                .isEqualTo(isTaken);
    }

    @Test
    void everyElementOfTheRealExportIsListed() throws Exception {
        Canoe123Tables tables = Canoe123Tables.read();
        Map<String, Set<String>> there = new LinkedHashMap<>();
        for (Element row : children(parse(Recording.xml()).getDocumentElement())) {
            for (Element child : children(row)) {
                there.computeIfAbsent(row.getLocalName(), first -> new TreeSet<>())
                        .add(child.getLocalName().replaceAll("^G\\d+_", "G1_"));
                children(child)
                        .forEach(grandchild -> there.computeIfAbsent(child.getLocalName(), first -> new TreeSet<>())
                                .add(grandchild.getLocalName()));
            }
        }
        assertThat(there.keySet()).containsExactlyInAnyOrderElementsOf(SECTIONS);
        there.forEach((section, names) ->
                assertThat(tables.byName(section).keySet()).as(section).containsAll(names));
    }

    private static Known known(Document export) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        TransformerFactory.newInstance().newTransformer().transform(new DOMSource(export), new StreamResult(bytes));
        try {
            Export read = PARSER.parse(bytes.toByteArray());
            EventState state = ExportMerge.apply(
                    SampleStates.draft("e"),
                    read,
                    Instant.EPOCH,
                    MergeStrategy.TCP,
                    new StreamSilence(Map.of(), Duration.ofSeconds(30)));
            return new Known(state, read.image());
        } catch (RefusedException refused) {
            return null;
        }
    }

    /** A few classes only, which are read in no time. */
    private static Document trimmed(Document export) {
        for (Element row : children(export.getDocumentElement())) {
            String classId = Objects.requireNonNullElse(text(row, "ClassId"), "");
            String raceId = text(row, "RaceId");
            boolean stays =
                    switch (row.getLocalName()) {
                        case "Participants", "Classes", "Schedule", "GateStatistics" ->
                            classId != null && CLASSES.contains(classId);
                        case "Results" -> CLASSES.stream().anyMatch(raceId::startsWith);
                        default -> true;
                    };
            if (!stays) {
                row.getParentNode().removeChild(row);
            }
        }
        return export;
    }

    /** Whose ranks are the timing system's, in one row by {@code RnkOrder} alone. */
    private static Document withACrossRace(Document export) {
        boolean first = true;
        for (Element row : children(export.getDocumentElement())) {
            if (CROSS_RACE.equals(text(row, "RaceId"))) {
                set(row, "DisId", "X4");
                if (first && text(row, "Rnk") != null) {
                    remove(row, "Rnk");
                    first = false;
                }
            }
        }
        return export;
    }

    private static void remove(Document export, String section, String name) {
        rows(export, section).forEach(row -> remove(row, name));
    }

    private static void remove(Element row, String name) {
        children(row).stream()
                .filter(child -> child.getLocalName().equals(name))
                .forEach(row::removeChild);
    }

    /** To numbers that go down from row to row, so that what orders rows turns their order round. */
    private static void set(Document export, String section, String name) {
        List<Element> rows = rows(export, section);
        for (int i = 0; i < rows.size(); i++) {
            remove(rows.get(i), name);
            Element child = export.createElementNS(rows.get(i).getNamespaceURI(), name);
            child.setTextContent(name.equals("IsTeam") ? "true" : Integer.toString(rows.size() - i));
            rows.get(i).appendChild(child);
        }
    }

    private static void set(Element row, String name, String value) {
        children(row).stream()
                .filter(child -> child.getLocalName().equals(name))
                .forEach(child -> child.setTextContent(value));
    }

    private static List<Element> rows(Document export, String section) {
        List<Element> rows = children(export.getDocumentElement());
        return section.equals("Categories")
                ? rows.stream()
                        .flatMap(row -> children(row).stream())
                        .filter(child -> child.getLocalName().equals(section))
                        .toList()
                : rows.stream()
                        .filter(row -> row.getLocalName().equals(section))
                        .toList();
    }

    private static String text(Element row, String name) {
        return children(row).stream()
                .filter(child -> child.getLocalName().equals(name))
                .map(Node::getTextContent)
                .findFirst()
                .orElse(null);
    }

    private static List<Element> children(Element parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static Document copy(Document export) {
        return (Document) export.cloneNode(true);
    }

    private static Document parse(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml.getBytes(UTF_8)));
    }
}
