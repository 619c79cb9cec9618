package org.gatecast.ingest;

import org.gatecast.model.Official;

/** Reads {@code CompOfficials}: who holds which office. */
final class OfficialReader {
    private final ExportDraft draft;
    private final Fields fields;

    OfficialReader(ExportDraft draft) {
        this.draft = draft;
        fields = new Fields(
                draft.warnings(), "FunctionCode", "FamilyName", "GivenName", "NOC", "JuryNr", "DisplayOrder");
    }

    void read(XmlCursor xml) {
        fields.read(xml);
        String function = fields.text("FunctionCode");
        Official official =
                new Official(function, fields.text("FamilyName"), fields.text("GivenName"), fields.text("NOC"));
        if (official.familyName() == null && official.givenName() == null) {
            draft.warnings()
                    .note(Oddity.OFFICIAL_WITHOUT_NAME, fields.place(), function == null ? "CompOfficials" : function);
            return;
        }
        draft.add(official, fields.number("JuryNr"), fields.number("DisplayOrder"));
    }
}
