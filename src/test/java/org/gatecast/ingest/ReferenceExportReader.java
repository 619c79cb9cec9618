package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.gatecast.model.Export;
import org.gatecast.model.RefusedException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * An export as the JDK's own XML reader sees it, whole and as a tree.
 *
 * @param document {@code null} when that reader refuses it
 * @param isUnsure whether the readers may differ: Woodstox takes control characters for blanks inside tags
 */
record ReferenceExportReader(Document document, boolean isUnsure) {
    private static final DocumentBuilderFactory FACTORY = newFactory();
    private static final Pattern COLONS = Pattern.compile("[Nn]amespace|colon");

    static ReferenceExportReader of(byte[] xml) {
        StringWriter text = new StringWriter();
        try (Reader characters = XmlDocument.encoded(xml).open().reader()) {
            characters.transferTo(text);
            DocumentBuilder builder = FACTORY.newDocumentBuilder();
            // Silent, and only what XML itself calls an error ends it.
            builder.setErrorHandler(new DefaultHandler());
            Document document = builder.parse(new InputSource(new StringReader(text.toString())));
            return new ReferenceExportReader(document, hasControls(text.toString()));
        } catch (IOException | SAXException | RefusedException e) {
            return new ReferenceExportReader(null, hasControls(text.toString()));
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean hasControls(String text) {
        return text.chars().anyMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r');
    }

    private static DocumentBuilderFactory newFactory() {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        try {
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, false);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
        return factory;
    }

    /** What is said to be broken must be broken for others too. */
    void requireRefusable(String message) {
        boolean broken = message.contains("not well-formed") || message.contains("cut off");
        // The JDK takes colons in places where namespaces do not allow them.
        if (broken && !isUnsure && !COLONS.matcher(message).find()) {
            assertThat(document).as(message).isNull();
        }
    }

    /** Whatever the export says must be there. */
    void requireSays(Export export) {
        if (isUnsure && document == null) {
            return;
        }
        assertThat(document).as("the tree of what was read").isNotNull();
        Element root = document.getDocumentElement();
        assertThat(root.getLocalName()).isEqualTo("Canoe123Data");
        Set<String> classes = texts(root, "Classes", "ClassId");
        Set<String> races = texts(root, "Schedule", "RaceId");
        Set<String> people = texts(root, "Participants", "Id");
        assertThat(classes)
                .containsAll(
                        export.classes().stream().map(c -> c.classId().value()).toList());
        assertThat(races)
                .containsAll(
                        export.races().stream().map(r -> r.raceId().value()).toList());
        assertThat(people)
                .containsAll(export.participants().stream()
                        .map(p -> p.participantId().value())
                        .toList());
        assertThat(texts(root, "Results", "RaceId"))
                .containsAll(
                        export.results().stream().map(r -> r.raceId().value()).toList());
        assertThat(texts(root, "Results", "Id"))
                .containsAll(export.results().stream()
                        .map(r -> r.participantId().value())
                        .toList());
        assertThat(texts(root, "Participants", "Club"))
                .containsAll(export.participants().stream()
                        .map(p -> p.club())
                        .filter(Objects::nonNull)
                        .toList());
        assertThat(export.results().size() + export.skippedRows())
                .isEqualTo(sections(root, "Results").size());
        if (export.details().subTitle() != null) {
            assertThat(texts(root, "Events", "SubTitle"))
                    .contains(export.details().subTitle());
        }
    }

    /** The text of all children {@code name} of all sections, without white space around it. */
    private static Set<String> texts(Element root, String section, String name) {
        Set<String> texts = new HashSet<>();
        for (Element row : sections(root, section)) {
            for (Element child : children(row)) {
                if (child.getLocalName().equals(name)) {
                    texts.add(text(child).strip());
                }
            }
        }
        return texts;
    }

    private static List<Element> sections(Element root, String name) {
        return children(root).stream()
                .filter(child -> child.getLocalName().equals(name)
                        && (child.getNamespaceURI() == null
                                || child.getNamespaceURI().equals(SampleExports.NAMESPACE)))
                .toList();
    }

    private static String text(Element element) {
        StringBuilder text = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.TEXT_NODE || child.getNodeType() == Node.CDATA_SECTION_NODE) {
                text.append(child.getNodeValue());
            }
        }
        return text.toString();
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
}
