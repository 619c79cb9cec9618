/** Where a race is: before its first start, during, or after its last finish. And who starts next. Pure. */
import { runs } from '../common/format.js';
import { hasResults, startMoment } from '../common/programme.js';

/** Finished, official, revised. */
const FINISHED = [4, 5, 6];
/** Cancelled, rescheduled, postponed. */
const OFF = [7, 12, 13];

export const isOff = race => OFF.includes(race.raceStatus);

/** The run of a row in the race: of a second run, that run. */
const runOf = (race, row) => race.raceType === 'best-run-2' && row.totalTotal !== undefined ? runs(row)[1] : row;

/** Whether a row has a result in the race; of a second run, in that run. */
export function hasFinished(race, row) {
  const run = runOf(race, row);
  return run.total != null || run.status != null;
}

/**
 * @param rows of the race's table, as it is shown
 * @returns 'before', 'during' or 'after'
 */
export function phaseOf({ event, oncourse }, race, rows) {
  const running = event.showOnCourse !== false && oncourse.some(rider => rider.raceId === race.raceId && rider.dtStart != null && rider.dtFinish == null);
  if (running) return 'during';
  if (!hasResults(race, rows)) return 'before';
  const isOver = FINISHED.includes(race.raceStatus) || ['finished', 'official'].includes(event.status) || rows.every(row => hasFinished(race, row));
  return isOver ? 'after' : 'during';
}

/**
 * Those who start next, in start order: all after the last who has started, without those who have a result.
 *
 * @returns entries of the start list, each with the moment of its start as `at`; NaN if that is not known
 */
export function nextStarters({ oncourse, startlists }, race, rows) {
  const entries = startlists[race.raceId] ?? [];
  const byBib = new Map(rows.map(row => [row.bib, row]));
  const started = new Set(oncourse.filter(rider => rider.raceId === race.raceId && rider.dtStart != null).map(rider => rider.bib));
  // That somebody will not start may be known long before, so a status alone does not say how far the race is.
  const last = entries.findLastIndex(({ bib }) => started.has(bib) || byBib.has(bib) && runOf(race, byBib.get(bib)).total != null);
  return entries.slice(last + 1).filter(({ bib }) => !byBib.has(bib) || !hasFinished(race, byBib.get(bib))).map(entry => ({ ...entry, at: startMoment(race, entry.startTime) }));
}
