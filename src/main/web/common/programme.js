/** The programme of an event: its days, the classes of a day, and the races that a day or a class opens at. Pure. */
import { runs } from './format.js';
import { byTime, dayOf, hasStarted } from './underway.js';

const unique = values => [...new Set(values)];

/** The dates with races, in order. Races without a time are of the date '', which comes last. */
export function daysOf(races) {
  const dates = unique(races.map(dayOf)).sort();
  return dates[0] === '' ? [...dates.slice(1), ''] : dates;
}

/** The races of a day, in order of their start. */
export const racesOn = (races, day) => races.filter(race => dayOf(race) === day).sort(byTime);

/** The classes of a day, in order of their first start. */
export const classesOn = (races, day) => unique(racesOn(races, day).map(race => race.classId));

/** The race that has started last, or else the first one. */
const lastStarted = races => races.filter(hasStarted).pop() ?? races[0];

/** The race that a class opens at on a day. */
export const raceOfClass = (races, day, classId) => lastStarted(racesOn(races, day).filter(race => race.classId === classId));

/** The race that a day opens at: one of the class, if the class has a race on that day. */
export const raceOfDay = (races, day, classId) => raceOfClass(races, day, classId) ?? lastStarted(racesOn(races, day));

const isResult = ({ rnk, time, total, status }) => rnk != null || time != null || total != null || status != null;

/** Whether anybody has a result in the race; of a second run, in that run. */
export const hasResults = (race, rows) => rows.some(row => isResult(race.raceType === 'best-run-2' && row.totalTotal !== undefined ? runs(row)[1] : row));

/**
 * The moment of a start, in milliseconds. A time of day is one of the race's day and UTC offset.
 *
 * @returns NaN if the start time is not known
 */
export function startMoment(race, startTime) {
  if (!startTime) return NaN;
  if (startTime.includes('T')) return Date.parse(startTime);
  const offset = /(?:[+-]\d\d:?\d\d|Z)$/.exec(race.startTime ?? '')?.[0] ?? '';
  return Date.parse(`${dayOf(race)}T${startTime.padStart(startTime.indexOf(':') === 1 ? startTime.length + 1 : 0, '0')}${offset}`);
}
