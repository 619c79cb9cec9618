package org.gatecast.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.gatecast.model.DetailField;
import org.gatecast.model.DisplayMode;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventMeta;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.store.SampleStates;
import org.junit.jupiter.api.Test;

class EventPatchTest {
    private static final EventMeta DRAFT = SampleStates.draft("e").meta();

    @Test
    void aTextThatTheOrganiserEditsIsNoLongerTheExports() {
        EventMeta edited =
                patch(Map.of(DetailField.LOCATION, "Troja"), Set.of()).applyTo(DRAFT);
        assertThat(edited.details().location()).isEqualTo("Troja");
        assertThat(edited.organiserFields()).contains(DetailField.LOCATION);

        EventDetails export = new EventDetails("Title", "Sub", "Elsewhere", null, null, null, null);
        assertThat(edited.describedBy(export).details().location()).isEqualTo("Troja");
        assertThat(edited.describedBy(export).details().subTitle()).isEqualTo("Sub");
    }

    @Test
    void aTextCanBeRemovedAndStaysTheOrganisers() {
        EventMeta edited = patch(Collections.singletonMap(DetailField.LOCATION, null), Set.of())
                .applyTo(DRAFT);
        assertThat(edited.details().location()).isNull();
        assertThat(edited.organiserFields()).contains(DetailField.LOCATION);
    }

    @Test
    void aFieldGivenBackIsTheExportsAgainAndItsDateNoLongerCounts() {
        EventMeta edited =
                patch(Map.of(DetailField.START_DATE, "2026-06-20"), Set.of()).applyTo(DRAFT);
        assertThat(edited.organiserDates().startDate()).isEqualTo("2026-06-20");

        EventMeta back = patch(Map.of(), Set.of(DetailField.START_DATE)).applyTo(edited);
        assertThat(back.organiserFields()).doesNotContain(DetailField.START_DATE);
        assertThat(back.organiserDates())
                .isEqualTo(new OrganiserDates(null, edited.organiserDates().endDate()));
    }

    @Test
    void anImageIsTheOrganisersEvenIfItIsRemoved() {
        EventPatch removal = new EventPatch(Field.absent(), Map.of(), Set.of(), Field.of(null));
        assertThat(removal.applyTo(DRAFT).organiserFields()).contains(DetailField.IMAGE);
    }

    @Test
    void aConfigPatchKeepsWhatIsNotGivenAndResetsWhatIsNull() {
        EventConfig config = new EventConfig(new RaceId("R"), DisplayMode.DETAILED, true, MergeStrategy.XML, 20);
        ConfigPatch patch =
                new ConfigPatch(Field.absent(), Field.of(null), Field.of(false), Field.absent(), Field.of(30));
        assertThat(patch.applyTo(config))
                .isEqualTo(new EventConfig(new RaceId("R"), null, false, MergeStrategy.XML, 30));
    }

    private static EventPatch patch(Map<DetailField, String> texts, Set<DetailField> fromExport) {
        return new EventPatch(Field.absent(), texts, fromExport, Field.absent());
    }
}
