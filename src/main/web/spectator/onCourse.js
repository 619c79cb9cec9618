/** The riders on course. */
import { Component, h } from 'preact';
import { RiderClock } from '../common/riderClock.js';
import { isFavouriteName } from './favourites.js';
import { animateMoves, positions } from './rowAnimation.js';
import { Bib, Gates, Inquiry, isDetailed, memo, raceName, raceOf } from './components.js';
import { racePath, riderPath } from './route.js';
import { countedTotal, joined, penalty, runs, seconds } from '../common/format.js';
import { tableOf } from '../common/ranking.js';
import { riderKey, ridersShown } from '../client/state.js';
import { t } from '../common/i18n.js';

/** Heights in views.css, in rem: of a rider with and without gates, of one who waits for the start, and of an empty course. */
const TALL = 5.75;
const BRIEF = 4.4;
const WAITING = 2.1;
const NOBODY = 2.5;
const GAP = .35;
/** The section keeps its height for at most so many riders with gates. */
const MAX_KEPT_RIDERS = 4;

/** The height of the riders, in rem. */
function heightOf(riders, detailed) {
  const tall = detailed ? TALL : BRIEF;
  const heights = riders.map(rider => rider.dtStart == null ? WAITING : tall);
  return Math.min(heights.reduce((sum, height) => sum + height + GAP, -GAP), MAX_KEPT_RIDERS * (tall + GAP) - GAP);
}

/** Gates are penalties, or objects with a penalty. */
const penalties = gates => gates.map(gate => gate?.penalty !== undefined ? gate.penalty : gate);

/** What the finish clock says of a rider whom the table does not have yet. */
const ClockTotal = ({ entry }) => h('strong', {}, t('course.total', { total: seconds(entry.total) }));

/**
 * The result of a rider who has finished, as the table has it: total, rank and gap. Of a second run, its own total, and the
 * combined total if the first run counts.
 */
function Finish({ entry, row, second }) {
  const run = row && (second ? runs(row)[1] : row);
  if (run?.total == null && run?.status == null) return h(ClockTotal, { entry });
  const differs = entry.total != null && run.total != null && entry.total !== run.total;
  return [
    h('strong', {}, joined(' ', second ? t('column.run2') : t('column.total'), run.status ?? seconds(run.total))),
    second && countedTotal(row) != null && countedTotal(row) !== run.total ? h('span', {}, t('run.combined'), ' ', seconds(countedTotal(row))) : null,
    row.rnk ? h('span', {}, t('course.rank', { rank: row.rnk })) : null,
    row.rnk > 1 && row.totalBehind ? h('span', { class: 'behind' }, t('course.behind', { gap: row.totalBehind })) : null,
    h(Inquiry, { row: second ? run : row }),
    differs ? h('span', { class: 'inquiry', title: t('differs.about', { total: seconds(entry.total) }) }, t('differs')) : null,
  ];
}

/** What the stream says of a rider under way: the rank and the gap that the time so far would give. */
function Outlook({ entry }) {
  const { rank, ttbDiff, ttbName } = entry;
  return [
    rank ? h('span', {}, t('course.rank', { rank })) : null,
    // A gap has a sign. Near the total to beat the timing system sends that total itself.
    /^[-+]/.test(ttbDiff) ? h('span', { class: ttbDiff.startsWith('-') ? 'ahead' : 'behind' }, ttbName ? t('course.to', { gap: ttbDiff, name: ttbName }) : t('course.behind', { gap: ttbDiff })) : null,
  ];
}

const Rider = memo(({ entry, row, second, title, event, course, detailed, mine }) => {
  const started = entry.dtStart != null;
  const finished = entry.dtFinish != null;
  return h('li', { class: `rider ${finished ? 'finished' : started ? 'running' : 'waiting'} ${mine ? 'mine' : ''}`, 'data-key': riderKey(entry), 'data-bib': entry.bib, 'data-race': entry.raceId },
    h(Bib, { bib: entry.bib }),
    h('div', { class: 'who' },
      h('a', { class: 'name', href: riderPath(event, entry.raceId, entry.bib) }, entry.name),
      h('span', { class: 'of' }, entry.club, title && ' · ', title && h('a', { href: racePath(event, entry.raceId) }, title))),
    h('div', { class: 'clock' },
      !started ? h('span', { class: 'soft' }, t('course.start'))
        : finished || entry.time == null ? h('b', { 'data-clock': '' }, seconds(entry.time))
          : h(RiderClock, { time: entry.time }),
      h('span', { class: 'pen' }, entry.pen > 0 ? `+${penalty(entry.pen)} s` : '')),
    detailed ? h(Gates, { gates: penalties(entry.gates ?? []), course }) : null,
    h('p', { class: 'mark' }, finished ? h(Finish, { entry, row, second }) : started ? h(Outlook, { entry }) : null));
});

/**
 * All riders on course, of every race, and the total of the leader of the race shown. The section never shrinks. When it
 * grows, the section below it moves down animated, so that nothing jumps.
 */
export class OnCourse extends Component {
  kept = NOBODY;

  getSnapshotBeforeUpdate() {
    return { riders: positions([...this.list?.children ?? []]), next: positions(this.next()) };
  }

  componentDidUpdate(props, state, { riders, next }) {
    animateMoves([...this.list?.children ?? []], riders);
    animateMoves(this.next(), next);
  }

  next() {
    const next = this.base?.nextElementSibling;
    return next?.dataset ? [next] : [];
  }

  render(props) {
    const { state } = props;
    this.kept = Math.max(this.kept, heightOf(ridersShown(state), isDetailed(state)));
    return showsOnCourse(state) ? onCourseSection(props, this.kept, list => { this.list = list; }) : null;
  }
}

/** Whether the section is shown. */
export function showsOnCourse({ event, oncourse }) {
  return event != null && event.showOnCourse !== false && event.status !== 'official' && (event.status === 'running' || oncourse.length > 0);
}

function onCourseSection({ state, route, raceId, fresh, single }, kept, ref) {
  const riders = ridersShown(state);
  const detailed = isDetailed(state);
  // Riders of other races have another total to beat.
  const best = (!riders.length || riders.some(rider => rider.raceId === raceId)) && tableOf(state, raceId)?.find(row => row.rnk === 1);
  return h('section', { class: `oncourse ${fresh ? '' : 'stale'} ${detailed ? '' : 'brief'}`, 'data-oncourse': '', 'aria-labelledby': 'oncourse' },
    h('div', { class: 'bar' },
      h('h2', { id: 'oncourse' }, t('course.title')),
      best && h('p', { class: 'beat' }, t('course.beat'), ' ', h('b', {}, seconds(countedTotal(best))), ' ', h('span', {}, best.name))),
    h('ul', { class: 'riders', ref, style: { '--kept': `${single ? 0 : kept}rem` } }, riders.length
      ? riders.map(entry => {
        const race = raceOf(state, entry.raceId);
        return h(Rider, {
          key: riderKey(entry), entry, event: route.event, row: tableOf(state, entry.raceId)?.find(one => one.bib === entry.bib), second: race?.raceType === 'best-run-2', mine: isFavouriteName(entry.name), detailed, course: race?.gates,
          title: race && entry.raceId !== raceId ? raceName(state, race) : '',
        });
      })
      : h('li', { class: 'rider nobody', 'data-key': '' }, t('course.nobody'))));
}
