/**
 * Which race is under way. The timing system's number alone does not tell: a race may be left open that was over days
 * ago, and it runs before anybody has said so. Pure; the time is given.
 */

const NOT_STARTED = [null, undefined, 0, 1, 2];
const RUNNING = 3;
/** Finished, official, revised. */
const OVER = [4, 5, 6];
const isBegun = race => race.raceStatus === RUNNING || OVER.includes(race.raceStatus);

const startsAt = race => Date.parse(race.startTime) || 0;
const byTime = (a, b) => startsAt(a) - startsAt(b);

/** The day of a race as the organiser wrote it; '' when he did not. */
export const dayOf = race => (race.startTime ?? '').slice(0, 10);

/** The date at the venue, by the offset of what was written there; without one, by the reader's own. */
function dateAt(startTime, now) {
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(startTime) ?? [];
  const offset = sign ? (sign === '-' ? -1 : 1) * (hours * 60 + +minutes) : startTime.endsWith('Z') ? 0 : -new Date(now).getTimezoneOffset();
  return new Date(now + offset * 60000).toISOString().slice(0, 10);
}

/** Today, if there are races today; else the last day on which any has begun; else the first. */
export function dayUnderWay(races, now) {
  const dated = races.filter(dayOf).sort(byTime);
  const today = dated.find(race => dayOf(race) === dateAt(race.startTime, now));
  return dayOf(today ?? dated.filter(isBegun).pop() ?? dated[0] ?? {});
}

/** Whether a race that the timing system has as running was left open on another day. */
export const isLeftOpen = (races, race, now) => race.raceStatus === RUNNING && dayOf(race) !== '' && dayOf(race) !== dayUnderWay(races, now);

/**
 * The id of the race to show: the organiser's, else that of riders on course, else what runs today, else what is next
 * today, else what finished last.
 *
 * @param lastOn where riders were last seen on course, by this page; it stays until there is another that runs
 */
export function raceUnderWay({ event, races, oncourse }, lastOn, now) {
  const isThere = raceId => races.some(race => race.raceId === raceId);
  if (isThere(event?.activeRaceId)) return event.activeRaceId;
  const water = oncourse.map(rider => rider.raceId).filter(isThere);
  if (water.length) return water.includes(lastOn) ? lastOn : water[0];
  const day = dayUnderWay(races, now);
  const today = races.filter(race => dayOf(race) === day).sort(byTime);
  const last = races.find(race => race.raceId === lastOn);
  if (last && !OVER.includes(last.raceStatus)) return lastOn;
  const running = today.filter(race => race.raceStatus === RUNNING);
  if (running.length) return (running.filter(race => startsAt(race) <= now).pop() ?? running[0]).raceId;
  if (last) return lastOn;
  const begun = today.findLastIndex(isBegun);
  const next = today.find((race, i) => i > begun && NOT_STARTED.includes(race.raceStatus));
  return (next ?? today.filter(isBegun).pop() ?? races[0])?.raceId;
}
