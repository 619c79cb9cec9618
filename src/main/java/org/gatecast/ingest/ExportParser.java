package org.gatecast.ingest;

import org.gatecast.model.Export;

/**
 * Parses the timing system's export (contract section 5) in one pass; 5 MB take some tens of milliseconds. An export is
 * accepted or refused as a whole; anything merely odd is in {@link Export#warnings}.
 *
 * <p>Immutable; any number of threads may use it at once.
 */
public final class ExportParser {
    private static final String ROOT = "Canoe123Data";
    private static final String NAMESPACE = "http://siwidata.com/Canoe123/Data.xsd";

    private final XmlLimits limits;

    public ExportParser(XmlLimits limits) {
        this.limits = limits;
    }

    /**
     * @throws org.gatecast.model.RefusedException {@code InvalidRequest}, with line and column, if the document is not
     *     well-formed, exceeds a limit or lacks a required part
     */
    public Export parse(XmlDocument document) {
        XmlCursor xml = new XmlCursor(document, limits);
        enterRoot(xml);
        ExportBuilder builder = new ExportBuilder();
        SectionReader sections = new SectionReader(xml, builder, limits);
        while (xml.nextChild()) {
            if (isOurs(xml)) {
                sections.read();
            } else {
                xml.skip();
            }
        }
        return builder.build(xml.finish());
    }

    /** Parses an export whose encoding is found from its bytes. */
    public Export parse(byte[] xml) {
        return parse(XmlDocument.encoded(xml));
    }

    private static void enterRoot(XmlCursor xml) {
        xml.nextChild();
        if (!xml.name().equals(ROOT)) {
            throw xml.place().refuse("the root element must be " + ROOT + ", not " + QuotedText.of(xml.name()));
        }
        if (!isOurs(xml)) {
            throw xml.place().refuse(ROOT + " must be in the namespace " + NAMESPACE + " or in none");
        }
    }

    private static boolean isOurs(XmlCursor xml) {
        return xml.namespace().isEmpty() || xml.namespace().equals(NAMESPACE);
    }
}
