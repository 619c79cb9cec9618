/**
 * Finds the race under way. The timing system's race status is not enough: a race may have the status "running" days after
 * its end, and may run before its status says so. Pure; the current time is a parameter.
 */

const NOT_STARTED = [null, undefined, 0, 1, 2];
const RUNNING = 3;
/** Finished, official, revised. */
const FINISHED = [4, 5, 6];

/** Whether the timing system says that a race has started; it may be over. */
export const hasStarted = race => race.raceStatus === RUNNING || FINISHED.includes(race.raceStatus);

const startsAt = race => Date.parse(race.startTime) || 0;

/** Compares races by their start. */
export const byTime = (a, b) => startsAt(a) - startsAt(b);

/** The date of a race as the organiser wrote it; '' if there is none. */
export const dayOf = race => (race.startTime ?? '').slice(0, 10);

/** Date and time at the venue, as ISO text without an offset, by the offset of a start time; the reader's if it has none. */
export function venueTime(startTime, millis) {
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(startTime ?? '') ?? [];
  const offset = sign ? (sign === '-' ? -1 : 1) * (hours * 60 + +minutes) : startTime?.endsWith('Z') ? 0 : -new Date(millis).getTimezoneOffset();
  return new Date(millis + offset * 60000).toISOString();
}

const dateAt = (startTime, now) => venueTime(startTime, now).slice(0, 10);

/** Today if there are races today; else the last day on which a race has started; else the first day. */
export function dayUnderWay(races, now) {
  const dated = races.filter(dayOf).sort(byTime);
  const today = dated.find(race => dayOf(race) === dateAt(race.startTime, now));
  return dayOf(today ?? dated.filter(hasStarted).pop() ?? dated[0] ?? {});
}

/** Whether a race still has the status "running" but is of another day. */
export const isLeftOpen = (races, race, now) => race.raceStatus === RUNNING && dayOf(race) !== '' && dayOf(race) !== dayUnderWay(races, now);

/** Whether a race runs now: it has riders on course, or the event and the race are running and the race is of this day. */
export const isUnderWay = ({ event, races, oncourse }, race, now) => event?.showOnCourse !== false && oncourse.some(rider => rider.raceId === race.raceId)
  || event?.status === 'running' && race.raceStatus === RUNNING && !isLeftOpen(races, race, now);

/**
 * The id of the race to show: the organiser's choice, else the race of the riders on course, else the race that runs today,
 * else the next one today, else the last one that has started today. specs/page.md has the full list.
 *
 * @param lastOn race whose riders this page last saw on course; it stays until another race runs
 */
export function raceUnderWay({ event, races, oncourse }, lastOn, now) {
  const isThere = raceId => races.some(race => race.raceId === raceId);
  if (isThere(event?.activeRaceId)) return event.activeRaceId;
  const onCourse = oncourse.map(rider => rider.raceId).filter(isThere);
  if (onCourse.length) return onCourse.includes(lastOn) ? lastOn : onCourse[0];
  const day = dayUnderWay(races, now);
  const today = races.filter(race => dayOf(race) === day).sort(byTime);
  const last = races.find(race => race.raceId === lastOn);
  if (last && !FINISHED.includes(last.raceStatus)) return lastOn;
  const running = today.filter(race => race.raceStatus === RUNNING);
  if (running.length) return (running.filter(race => startsAt(race) <= now).pop() ?? running[0]).raceId;
  if (last) return lastOn;
  const lastStarted = today.findLastIndex(hasStarted);
  const next = today.find((race, i) => i > lastStarted && NOT_STARTED.includes(race.raceStatus));
  return (next ?? today.filter(hasStarted).pop() ?? races[0])?.raceId;
}
