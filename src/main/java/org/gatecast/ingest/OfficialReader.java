package org.gatecast.ingest;

import org.gatecast.model.Official;

/** Reads {@code CompOfficials}: an official and the office. */
final class OfficialReader {
    private final ExportBuilder builder;
    private final ElementFields fields;

    OfficialReader(ExportBuilder builder) {
        this.builder = builder;
        fields = new ElementFields(
                builder.warnings(), "FunctionCode", "FamilyName", "GivenName", "NOC", "JuryNr", "DisplayOrder");
    }

    void read(XmlCursor xml) {
        fields.read(xml);
        String function = fields.text("FunctionCode");
        Official official =
                new Official(function, fields.text("FamilyName"), fields.text("GivenName"), fields.text("NOC"));
        if (official.familyName() == null && official.givenName() == null) {
            builder.warnings()
                    .note(
                            ExportWarning.OFFICIAL_WITHOUT_NAME,
                            fields.place(),
                            function == null ? "CompOfficials" : function);
            return;
        }
        builder.add(official, fields.number("JuryNr"), fields.number("DisplayOrder"));
    }
}
