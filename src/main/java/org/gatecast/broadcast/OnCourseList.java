package org.gatecast.broadcast;

import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;

/**
 * The riders on one event's water. An entry that is not refreshed for long enough leaves: the timing booth does not say
 * when a rider is gone. Confined to the broadcaster's thread; times are {@link System#nanoTime} readings, which no
 * change of the wall clock moves.
 */
final class OnCourseList {
    private static final Comparator<OnCourseEntry> BY_POSITION = Comparator.comparing(
                    OnCourseEntry::position, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(OnCourseEntry::bib, Comparator.nullsLast(Comparator.naturalOrder()));

    /** The list goes whole to every spectator, each time. */
    static final int MAX_RIDERS = 400;

    private final long expiryNanos;
    private final Map<Rider, LastReport> riders = new LinkedHashMap<>();

    /** Comparable, so that riders of equal hashes cost little more than others. */
    private record Rider(RaceId race, ParticipantId participant) implements Comparable<Rider> {
        private static final Comparator<Rider> ORDER =
                Comparator.comparing(Rider::race).thenComparing(Rider::participant);

        @Override
        public int compareTo(Rider other) {
            return ORDER.compare(this, other);
        }
    }

    private record LastReport(OnCourseEntry entry, long at) {}

    OnCourseList(long expiryNanos) {
        this.expiryNanos = expiryNanos;
    }

    /** Those named last stay, if there are more than any course holds. */
    void refresh(List<OnCourseEntry> entries, long now) {
        for (OnCourseEntry entry : entries) {
            Rider rider = new Rider(entry.raceId(), entry.participantId());
            riders.remove(rider);
            riders.put(rider, new LastReport(entry, now));
        }
        Iterator<Rider> eldest = riders.keySet().iterator();
        while (riders.size() > MAX_RIDERS) {
            eldest.next();
            eldest.remove();
        }
    }

    /** Removes who was not refreshed in time. */
    void expire(long now) {
        riders.values().removeIf(lastReport -> now - lastReport.at >= expiryNanos);
    }

    /** Everyone stays as long as after a call at {@code now}. */
    void restartExpiry(long now) {
        riders.replaceAll((rider, lastReport) -> new LastReport(lastReport.entry, now));
    }

    void clear() {
        riders.clear();
    }

    /** When the next entry leaves if nothing comes, in nanoseconds from {@code now}; negative when there is none. */
    long untilNextExpiry(long now) {
        return riders.values().stream()
                .mapToLong(lastReport -> Math.max(0, lastReport.at + expiryNanos - now))
                .min()
                .orElse(-1);
    }

    List<OnCourseEntry> byPosition() {
        return riders.values().stream()
                .map(LastReport::entry)
                .sorted(BY_POSITION)
                .toList();
    }
}
