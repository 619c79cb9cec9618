package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.gatecast.broadcast.RoomHarness.Listener;
import org.gatecast.bus.EventNotice;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.testing.Frame;
import org.gatecast.transport.SpectatorMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often JSON is encoded for one broadcast to ten groups. */
class EncodingsTest {
    private static final int GROUPS = 10;
    private static final RaceId ONE = SimulatedEvent.race(1);
    private static final RaceId TWO = SimulatedEvent.race(2);

    private final SimulatedEvent event = new SimulatedEvent("a1b2c3d4e5", GROUPS, 20);
    private final RoomHarness harness = new RoomHarness(event, true);
    private final AtomicInteger encodings = new AtomicInteger();

    @AfterEach
    void close() {
        harness.close();
    }

    @Test
    void changedRowsAreEncodedOnceForAllGroupsOfTheirRace() {
        List<Listener> listeners = IntStream.rangeClosed(1, GROUPS)
                .mapToObj(race -> harness.plain(null, ONE, SimulatedEvent.race(race)))
                .toList();
        commit(event.results(ONE, 7));
        assertThat(encodings).hasValue(1);
        assertThat(listeners).allSatisfy(listener -> assertThat(listener.last().text())
                .isEqualTo(listeners.get(0).last().text())
                .contains("\"bib\":7"));
    }

    @Test
    void theyAreEncodedOnceThoughNotEveryGroupReachesTheNewCursorWithThem() {
        Listener one = harness.plain(null, ONE);
        Listener both = harness.plain(null, ONE, TWO);
        Listener all = harness.plain(null);
        String before = event.position().text();
        Map<RaceId, List<Integer>> changed = new LinkedHashMap<>();
        changed.put(ONE, List.of(1));
        changed.put(TWO, List.of(2));
        commit(event.results(changed));
        assertThat(encodings).as("one for each race").hasValue(2);
        String after = event.position().text();
        assertThat(cursors(one)).containsExactly(before, after);
        assertThat(cursors(both)).containsExactly(before, before, after);
        assertThat(cursors(all)).containsExactly(before, before, after);
        assertThat(both.messages().get(1).data()).isEqualTo(one.last().data());
    }

    @Test
    void aRaceIsEncodedOnceForTheFullsOfAllGroups() {
        FullMessages fulls = new FullMessages(event.snapshot(), part -> {
            encodings.incrementAndGet();
            return MessageJson.part(part);
        });
        List<Subscription> subscriptions = IntStream.range(0, GROUPS)
                .mapToObj(i -> Subscription.to(event.races().subList(i, GROUPS)))
                .toList();
        List<SpectatorMessage> messages =
                subscriptions.stream().map(races -> fulls.of(races, List.of())).toList();
        int structureAndRiders = 5;
        int tableAndStartlist = 2;
        assertThat(encodings).hasValue(structureAndRiders + tableAndStartlist * GROUPS);
        assertThat(messages).doesNotHaveDuplicates();
        fulls.of(subscriptions.get(0), List.of(SimulatedEvent.rider(7, 100)));
        assertThat(encodings).as("new riders on course alone").hasValue(6 + tableAndStartlist * GROUPS);
        fulls.release();
    }

    @Test
    void everyGroupGetsTheSameRefreshWhenNothingElseCanBeEncoded() {
        List<Listener> listeners = IntStream.rangeClosed(1, GROUPS)
                .mapToObj(race -> harness.plain(null, ONE, SimulatedEvent.race(race)))
                .toList();
        harness.settle();
        EventNotice.Committed notice = event.results(ONE, 7);
        List<ResultRow> unreadable = new CountedRows(List.of()) {
            @Override
            public Iterator<ResultRow> iterator() {
                throw new IllegalStateException("cannot be encoded");
            }
        };
        ChangeSet changes = new ChangeSet(false, Map.of(ONE, unreadable), null);
        harness.take(EventNotice.Committed.of(notice.snapshot(), notice.cause(), changes));
        harness.settle();
        String refresh = listeners.get(0).last().text();
        assertThat(refresh).contains("\"refresh\"");
        assertThat(listeners)
                .allSatisfy(listener -> assertThat(listener.last().text()).isEqualTo(refresh));
        DiffMessages diffs = new DiffMessages(event.position(), event.position(), changes);
        assertThat(diffs.refresh()).as("encoded once").isSameAs(diffs.refresh());
    }

    private static List<String> cursors(Listener listener) {
        return listener.messages().stream().map(Frame::cursor).toList();
    }

    private void commit(EventNotice.Committed notice) {
        Map<RaceId, List<ResultRow>> rows = new LinkedHashMap<>();
        notice.changes().rows().forEach((race, changed) -> rows.put(race, new CountedRows(changed)));
        harness.settle();
        harness.take(EventNotice.Committed.of(notice.snapshot(), notice.cause(), new ChangeSet(false, rows, null)));
        harness.settle();
    }

    /** Counts how often the rows are written, for which they are iterated over. */
    private class CountedRows extends AbstractList<ResultRow> {
        private final List<ResultRow> rows;

        private CountedRows(List<ResultRow> rows) {
            this.rows = rows;
        }

        @Override
        public ResultRow get(int index) {
            return rows.get(index);
        }

        @Override
        public int size() {
            return rows.size();
        }

        @Override
        public Iterator<ResultRow> iterator() {
            encodings.incrementAndGet();
            return rows.iterator();
        }

        @Override
        public void forEach(Consumer<? super ResultRow> action) {
            rows.forEach(action);
        }
    }
}
