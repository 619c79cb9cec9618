package org.gatecast.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.model.ClassId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.RaceType;

/**
 * Finds the pairs of first and second runs. Two races of one class are a pair if their ids differ only in the run
 * ({@code K1M_ST_BR1_6}, {@code K1M_ST_BR2_6}), or if the class has only one first and one second run.
 */
final class BestRunPairs {
    private final Map<RaceId, RaceId> partner = new HashMap<>();

    BestRunPairs(Collection<Race> races) {
        Map<ClassId, List<Race>> firsts = byClass(races, RaceType.BEST_RUN_1);
        Map<ClassId, List<Race>> seconds = byClass(races, RaceType.BEST_RUN_2);
        firsts.forEach((classId, ownFirsts) -> pair(ownFirsts, seconds.getOrDefault(classId, List.of())));
    }

    private void pair(List<Race> firsts, List<Race> seconds) {
        Map<RaceId, Race> byId = new HashMap<>();
        seconds.forEach(second -> byId.put(second.raceId(), second));
        for (Race first : firsts) {
            Race second = byId.get(new RaceId(first.raceId().value().replace("BR1", "BR2")));
            if (second != null) {
                pair(first, second);
            }
        }
        if (firsts.size() == 1 && seconds.size() == 1) {
            pair(firsts.get(0), seconds.get(0));
        }
    }

    /** The other run of a best-run race, {@code null} if it has none (yet). */
    RaceId partnerOf(RaceId race) {
        return partner.get(race);
    }

    private void pair(Race first, Race second) {
        partner.put(first.raceId(), second.raceId());
        partner.put(second.raceId(), first.raceId());
    }

    private static Map<ClassId, List<Race>> byClass(Collection<Race> races, RaceType type) {
        Map<ClassId, List<Race>> byClass = new LinkedHashMap<>();
        for (Race race : races) {
            if (race.raceType() == type) {
                byClass.computeIfAbsent(race.classId(), own -> new ArrayList<>())
                        .add(race);
            }
        }
        return byClass;
    }
}
