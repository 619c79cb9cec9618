package org.gatecast.store;

import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatecast.bus.EventNotice.Cause;
import org.gatecast.bus.StoreCommand.DeclareRaceStatus;
import org.gatecast.bus.StoreCommand.RaceStatusDeclared;
import org.gatecast.bus.StoreCommand.RaceWeatherSet;
import org.gatecast.bus.StoreCommand.SetRaceWeather;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.IngestSource;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.RaceStatus;
import org.gatecast.model.RefusedException;

/** Takes down what an organiser says about races: the status of their results, and the weather. */
final class RaceStatusCommands {
    /** Protest times are announced for the same day; another one is a mistake. */
    private static final Duration MAX_DISTANCE = Duration.ofHours(24);

    private final EventStates eventStates;
    private final Clock clock;

    RaceStatusCommands(EventStates eventStates, Clock clock) {
        this.eventStates = eventStates;
        this.clock = clock;
    }

    Future<RaceStatusDeclared> apply(DeclareRaceStatus command) {
        EventState state = eventStates.state(command.eventId());
        Race race = changeable(state, command.raceId(), "the status of its races does");
        Race next =
                race.withStatus(status(race.status(), command, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        return eventStates
                .commit(replaced(state, next), Cause.RACE_STATUS)
                .map(done -> new RaceStatusDeclared(next, state.meta().config()));
    }

    Future<RaceWeatherSet> apply(SetRaceWeather command) {
        EventState state = eventStates.state(command.eventId());
        Race next = changeable(state, command.raceId(), "the weather of its races does")
                .withWeather(command.text());
        return eventStates
                .commit(replaced(state, next), Cause.RACE_WEATHER)
                .map(done -> new RaceWeatherSet(next, state.meta().config()));
    }

    /**
     * The race, if organisers may still change it.
     *
     * @param what they want to change, as the beginning of a sentence
     */
    private static Race changeable(EventState state, RaceId raceId, String what) {
        EventMeta meta = state.meta();
        if (!meta.status().accepts(IngestSource.CONFIG)) {
            throw new RefusedException(
                    ErrorCode.Forbidden,
                    "Event " + meta.eventId() + " is " + meta.status().json() + "; " + what + " not change any more.");
        }
        Race race = state.races().get(raceId);
        if (race == null) {
            throw new RefusedException(ErrorCode.NotFound, "Event " + meta.eventId() + " has no such race.");
        }
        return race;
    }

    private static RaceStatus status(RaceStatus before, DeclareRaceStatus command, Instant now) {
        if (command.declaration() == null) {
            return before.withdrawn();
        }
        return switch (command.declaration()) {
            case PROVISIONAL -> before.declaredProvisional(protestUntil(command.protestUntil(), now), now);
            case OFFICIAL -> before.declaredOfficial(now);
        };
    }

    private static Instant protestUntil(Instant given, Instant now) {
        if (given == null) {
            return null;
        }
        if (Duration.between(now, given).abs().compareTo(MAX_DISTANCE) > 0) {
            throw new RefusedException(
                    ErrorCode.InvalidRequest,
                    "protestUntil must be at most " + MAX_DISTANCE.toHours() + " hours from now, which is "
                            + now.truncatedTo(ChronoUnit.SECONDS) + ".");
        }
        return given.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The same state if the race is the same. */
    private static EventState replaced(EventState state, Race next) {
        if (next.equals(state.races().get(next.raceId()))) {
            return state;
        }
        Map<RaceId, Race> all = new LinkedHashMap<>(state.races());
        all.put(next.raceId(), next);
        return state.withRaces(Collections.unmodifiableMap(all));
    }
}
