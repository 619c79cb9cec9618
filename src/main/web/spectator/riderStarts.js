/** The starts of riders in all races of an event: what comes next, and what each has given. */
import { h } from 'preact';
import { className, raceOf, raceType } from './components.js';
import { clockSeconds, joined, seconds, shortDay } from '../common/format.js';
import { startMoment } from '../common/programme.js';
import { ridersShown } from '../client/state.js';
import { dayOf } from '../common/underway.js';
import { t } from '../common/i18n.js';

/** Race statuses after which nobody starts: provisional, official, revised, cancelled. */
const OVER = [4, 5, 6, 7];
/** Race statuses that a start shows: cancelled, rescheduled, postponed. */
const OFF = [7, 12, 13];

/** What has come of a start: the status or the total of this run; '' if nothing has. */
const outcome = start => start.runTotal === undefined ? start.status ?? seconds(start.total) : start.runStatus ?? seconds(start.runTotal);

/** A start in a race: { start, race, entry: the rider on course, result, open: whether it is still to come, at: in ms }. */
function seen(state, start) {
  const race = raceOf(state, start.raceId);
  const entry = ridersShown(state).find(one => one.raceId === start.raceId && one.bib === start.bib && one.dtFinish == null);
  const result = outcome(start);
  const open = race != null && !result && !entry && !OVER.includes(race.raceStatus);
  return { start, race, entry, result, open, at: race ? startMoment(race, start.startTime ?? race.startTime) || Infinity : Infinity };
}

/** The starts of a rider, in order of time; those of races that the page does not know yet are left out. */
export const startsOf = (state, rider) => rider.starts.map(start => seen(state, start)).filter(one => one.race).sort((a, b) => a.at - b.at);

/** The start that comes next; undefined if there is none. */
export const nextStart = starts => starts.find(one => one.open);

/** The moment by which riders are sorted: on course first, then by their next start. */
export const moment = starts => starts.some(one => one.entry) ? 0 : nextStart(starts)?.at ?? Infinity;

function When({ one, next, day }) {
  const { start, race, entry, result } = one;
  if (entry) return h('span', { class: 'when running' }, entry.dtStart ? t('start.now') : t('course.start'));
  if (OFF.includes(race.raceStatus)) return h('span', { class: `at s${race.raceStatus}` }, t('raceStatus.' + race.raceStatus));
  if (result) return h('span', { class: 'when' }, result);
  if (!one.open) return h('span', { class: 'when' }, '–');
  const time = joined(' ', dayOf(race) === day ? '' : shortDay(race.startTime), clockSeconds(start.startTime ?? race.startTime));
  return h('span', { class: next ? 'when next' : 'when' }, next ? t('start.at', { time }) : time);
}

/**
 * The starts of a rider, class by class: the runs with their times or results, and the standing.
 *
 * @param starts from {@link startsOf}
 * @param day of the race under way; starts of other days are shown with their day
 */
export function Starts({ state, starts, day }) {
  const next = nextStart(starts);
  const groups = [...new Set(starts.map(({ race }) => race.classId + ' ' + dayOf(race)))].map(group => starts.filter(({ race }) => race.classId + ' ' + dayOf(race) === group));
  return h('ul', { class: 'starts' }, groups.map(group => {
    const { race } = group[0];
    const { start } = group.findLast(one => one.start.rnk != null) ?? group.at(-1);
    return h('li', { key: race.raceId },
      h('p', { class: 'soft' }, joined(' · ', className(state, race.classId), dayOf(race) === day ? '' : shortDay(race.startTime), start.catId)),
      h('p', { class: 'of-runs' }, group.map(one => h('span', { key: one.start.raceId, 'data-at': one.start.raceId }, raceType(one.race), ' ', h(When, { one, next: one === next, day })))),
      start.rnk == null ? null : h('p', { class: 'place' }, h('b', {}, t('course.rank', { rank: start.rnk })), ' ', seconds(start.total), ' ', start.rnk === 1 ? '' : start.totalBehind, ' ',
        start.catId && start.catRnk != null ? h('span', { class: 'soft' }, t('rider.category', { cat: start.catId }), ' ', start.catRnk) : null));
  }));
}

/** The race that a rider's own page is about: with the rider on course, else the last one with a result, else the next. */
export const raceToOpen = starts => (starts.find(one => one.entry) ?? starts.findLast(one => one.result) ?? nextStart(starts) ?? starts[0])?.start;

