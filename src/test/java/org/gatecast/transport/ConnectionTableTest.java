package org.gatecast.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class ConnectionTableTest {
    private static final SpectatorConnection.ConnectionListener NOBODY = new SpectatorConnection.ConnectionListener() {
        @Override
        public void closed(SpectatorConnection spectator) {}

        @Override
        public void fellBehind(SpectatorConnection spectator, long version) {}
    };

    @Property
    void everyConnectionThatWasAddedAndNotRemovedIsThereOnce(
            @ForAll @Size(max = 60) List<Boolean> comings, @ForAll int where) {
        ConnectionTable<SpectatorConnection> connections = new ConnectionTable<>();
        List<SpectatorConnection> there = new ArrayList<>();
        for (boolean coming : comings) {
            if (coming || there.isEmpty()) {
                SpectatorConnection spectator = new SpectatorConnection(
                        WireFormat.AgreedFormat.EVENT_STREAM_FORMAT, NOBODY, null, new TransportMetrics());
                connections.add(spectator);
                there.add(spectator);
            } else {
                int seat = Math.floorMod(where, connections.size());
                there.remove(connections.get(seat));
                connections.remove(seat);
            }
            List<SpectatorConnection> found = new ArrayList<>();
            for (int i = 0; i < connections.size(); i++) {
                found.add(connections.get(i));
            }
            assertThat(found).containsExactlyInAnyOrderElementsOf(there);
        }
    }
}
