package org.gatecast.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class RosterTest {
    private static final Spectator.Doorkeeper NOBODY = new Spectator.Doorkeeper() {
        @Override
        public void gone(Spectator spectator) {}

        @Override
        public void behind(Spectator spectator, long version) {}
    };

    @Property
    void whoCameAndDidNotGoIsThereOnce(@ForAll @Size(max = 60) List<Boolean> comings, @ForAll int where) {
        Roster roster = new Roster();
        List<Spectator> there = new ArrayList<>();
        for (boolean coming : comings) {
            if (coming || there.isEmpty()) {
                Spectator spectator = new Spectator(Wire.Agreed.AS_EVENTS, NOBODY, null, new Traffic());
                roster.add(spectator);
                there.add(spectator);
            } else {
                int seat = Math.floorMod(where, roster.size());
                there.remove(roster.get(seat));
                roster.remove(seat);
            }
            List<Spectator> found = new ArrayList<>();
            for (int i = 0; i < roster.size(); i++) {
                found.add(roster.get(i));
            }
            assertThat(found).containsExactlyInAnyOrderElementsOf(there);
        }
    }
}
