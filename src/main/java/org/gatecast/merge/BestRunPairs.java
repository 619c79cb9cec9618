package org.gatecast.merge;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.RaceType;

/**
 * Which first run belongs to which second. Two races of one class are a pair when their ids differ in nothing but the
 * run ({@code K1M_ST_BR1_6}, {@code K1M_ST_BR2_6}), or when they are the only first and the only second run that the
 * class has.
 */
final class BestRunPairs {
    private final Map<RaceId, RaceId> partner = new HashMap<>();

    BestRunPairs(Collection<Race> races) {
        List<Race> firsts = ofType(races, RaceType.BEST_RUN_1);
        List<Race> seconds = ofType(races, RaceType.BEST_RUN_2);
        for (Race first : firsts) {
            String wanted = first.raceId().value().replace("BR1", "BR2");
            seconds.stream()
                    .filter(second ->
                            sameClass(first, second) && second.raceId().value().equals(wanted))
                    .findFirst()
                    .ifPresent(second -> pair(first, second));
        }
        for (Race first : firsts) {
            List<Race> ownSeconds =
                    seconds.stream().filter(second -> sameClass(first, second)).toList();
            long ownFirsts =
                    firsts.stream().filter(other -> sameClass(first, other)).count();
            if (ownFirsts == 1 && ownSeconds.size() == 1) {
                pair(first, ownSeconds.get(0));
            }
        }
    }

    /** The other run of a best-run race, {@code null} when it has none (yet). */
    RaceId partnerOf(RaceId race) {
        return partner.get(race);
    }

    private void pair(Race first, Race second) {
        partner.put(first.raceId(), second.raceId());
        partner.put(second.raceId(), first.raceId());
    }

    private static boolean sameClass(Race one, Race other) {
        return Objects.equals(one.classId(), other.classId());
    }

    private static List<Race> ofType(Collection<Race> races, RaceType type) {
        return races.stream().filter(race -> race.raceType() == type).toList();
    }
}
