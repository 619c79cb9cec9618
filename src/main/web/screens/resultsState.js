/** What counts about a race's results: whether they are provisional, under protest until a time, or official, and since when. Pure. */
import { isOff } from './phase.js';
import { clockTime, duration, joined, shortDay } from '../common/format.js';
import { t } from '../common/i18n.js';
import { venueTime } from '../common/underway.js';

const PROVISIONAL = 4;
const REVISED = 6;
const OFFICIAL = [5, REVISED];

/** Whether the results of a race, or all of its event, are official. */
export const isOfficial = (state, race) => Boolean(race.officialAt || state.officialAt || OFFICIAL.includes(race.raceStatus));

/**
 * The sentence about the results of a race that is over. The time left for protests is counted down to the second; times are the
 * venue's, with the day only if it is another one.
 *
 * @param at the moment that is shown, in milliseconds since 1970
 */
export function resultsState(state, race, at) {
  const venue = millis => venueTime(race.startTime, millis);
  if (isOff(race)) return t(`raceStatus.${race.raceStatus}`);
  const since = race.officialAt ?? state.officialAt;
  if (since) {
    const time = venue(Date.parse(since));
    const isToday = time.slice(0, 10) === venue(at).slice(0, 10);
    return t('official.' + (!race.officialAt ? 'since' : race.raceStatus === REVISED ? 'revised' : 'asOf'), { when: joined(', ', !isToday && shortDay(time), clockTime(time)) });
  }
  if (race.protestUntil) {
    const until = Date.parse(race.protestUntil);
    return until > at ? t('protest.until', { when: clockTime(venue(until)), left: duration(until - at) }) : t('protest.over');
  }
  return t(`raceStatus.${OFFICIAL.includes(race.raceStatus) ? race.raceStatus : PROVISIONAL}`);
}
