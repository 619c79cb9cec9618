package org.gatecast.broadcast;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;

/**
 * The riders on course of one event. An entry that is not reported again in time is removed, since the timing program does
 * not report that a rider has left. As long as the primary source reports a rider, nobody else changes the entry. Times are {@link System#nanoTime} readings. Confined to the broadcaster's event loop.
 */
final class OnCourseList {
    private static final Comparator<OnCourseEntry> BY_POSITION = Comparator.comparing(
                    OnCourseEntry::position, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(OnCourseEntry::bib, Comparator.nullsLast(Comparator.naturalOrder()));

    /** The whole list is sent to every spectator each time, so it must not be long. */
    static final int MAX_RIDERS = 400;

    private final long expiryNanos;
    private final Map<Rider, LastReport> riders = new LinkedHashMap<>();

    /** Comparable, so that a hash table of riders with equal hashes stays fast. */
    private record Rider(RaceId race, ParticipantId participant) implements Comparable<Rider> {
        private static final Comparator<Rider> ORDER =
                Comparator.comparing(Rider::race).thenComparing(Rider::participant);

        @Override
        public int compareTo(Rider other) {
            return ORDER.compare(this, other);
        }
    }

    private record LastReport(OnCourseEntry entry, boolean fromPrimary, long at) {}

    OnCourseList(long expiryNanos) {
        this.expiryNanos = expiryNanos;
    }

    /** Adds or updates riders. If there are too many, those reported last stay. */
    void refresh(List<OnCourseEntry> entries, boolean fromPrimary, long now) {
        for (OnCourseEntry entry : entries) {
            Rider rider = new Rider(entry.raceId(), entry.participantId());
            LastReport before = riders.get(rider);
            if (fromPrimary || before == null || !before.fromPrimary || now - before.at >= expiryNanos) {
                riders.remove(rider);
                riders.put(rider, new LastReport(entry, fromPrimary, now));
            }
        }
        Iterator<Rider> eldest = riders.keySet().iterator();
        while (riders.size() > MAX_RIDERS) {
            eldest.next();
            eldest.remove();
        }
    }

    void expire(long now) {
        riders.values().removeIf(lastReport -> now - lastReport.at >= expiryNanos);
    }

    /** Treats all riders as if they had been reported at {@code now}. */
    void restartExpiry(long now) {
        riders.replaceAll((rider, lastReport) -> new LastReport(lastReport.entry, lastReport.fromPrimary, now));
    }

    void clear() {
        riders.clear();
    }

    /** The nanoseconds from {@code now} until the next rider expires; negative if there is none. */
    long untilNextExpiry(long now) {
        return riders.values().stream()
                .mapToLong(lastReport -> Math.max(0, lastReport.at + expiryNanos - now))
                .min()
                .orElse(-1);
    }

    List<OnCourseEntry> byPosition() {
        return byPosition(riders.values().stream());
    }

    /** Those whom the primary source has reported, or the others. */
    List<OnCourseEntry> byPosition(boolean fromPrimary) {
        return byPosition(riders.values().stream().filter(lastReport -> lastReport.fromPrimary == fromPrimary));
    }

    private static List<OnCourseEntry> byPosition(Stream<LastReport> reports) {
        return reports.map(LastReport::entry).sorted(BY_POSITION).toList();
    }
}
