/** The riders on course. */
import { Component, h } from 'preact';
import { startClock, stopClock } from './runningClock.js';
import { isFavouriteName } from './favourites.js';
import { animateMoves, positions } from './rowAnimation.js';
import { Bib, Gates, isDetailed, memo, raceName, raceOf } from './components.js';
import { racePath, riderPath } from './route.js';
import { countedTotal, penalty, seconds } from '../common/format.js';
import { tableOf } from '../common/ranking.js';
import { riderKey, ridersShown } from '../common/state.js';
import { t } from '../common/i18n.js';

/** The section keeps its height for at most so many riders. */
const MAX_KEPT_RIDERS = 4;

class RunningClock extends Component {
  componentDidMount() {
    startClock(this.base, this.props.time);
  }

  componentDidUpdate() {
    startClock(this.base, this.props.time);
  }

  componentWillUnmount() {
    stopClock(this.base);
  }

  // The running clock writes the text itself, so the element is rendered once.
  shouldComponentUpdate({ time }) {
    startClock(this.base, time);
    return false;
  }

  render() {
    return h('b', { 'data-clock': '' });
  }
}

/** Gates are penalties, or objects with a penalty. */
const penalties = gates => gates.map(gate => gate?.penalty !== undefined ? gate.penalty : gate);

const Rider = memo(({ entry, title, event, course, detailed, mine, newTab }) => {
  const started = entry.dtStart != null;
  const finished = entry.dtFinish != null;
  const target = newTab ? { target: '_blank', rel: 'noopener' } : {};
  return h('li', { class: `rider ${finished ? 'finished' : started ? 'running' : 'waiting'} ${mine ? 'mine' : ''}`, 'data-key': riderKey(entry), 'data-bib': entry.bib, 'data-race': entry.raceId },
    h(Bib, { bib: entry.bib }),
    h('div', { class: 'who' },
      h('a', { class: 'name', href: riderPath(event, entry.raceId, entry.bib), ...target }, entry.name),
      h('span', { class: 'of' }, entry.club, title && ' · ', title && h('a', { href: racePath(event, entry.raceId), ...target }, title))),
    h('div', { class: 'clock' },
      !started ? h('span', { class: 'soft' }, t('course.start'))
        : finished || entry.time == null ? h('b', { 'data-clock': '' }, seconds(entry.time))
          : h(RunningClock, { time: entry.time }),
      h('span', { class: 'pen' }, entry.pen > 0 ? `+${penalty(entry.pen)}` : '')),
    detailed ? h(Gates, { gates: penalties(entry.gates ?? []), course }) : null,
    h('p', { class: 'mark' },
      finished ? h('strong', {}, t('course.total', { total: seconds(entry.total) })) : null,
      started && entry.rank ? h('span', {}, t('course.rank', { rank: entry.rank })) : null,
      started && entry.ttbDiff ? h('span', { class: entry.ttbDiff.startsWith('-') ? 'ahead' : 'behind' },
        entry.ttbName ? t('course.to', { gap: entry.ttbDiff, name: entry.ttbName }) : entry.ttbDiff) : null));
});

/**
 * All riders on course, of every race, and the total of the leader of the race shown. The section never shrinks. When it
 * grows, the section below it moves down animated, so that nothing jumps.
 */
export class OnCourse extends Component {
  most = 1;

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
    this.most = Math.min(MAX_KEPT_RIDERS, Math.max(this.most, ridersShown(state).length));
    return showsOnCourse(state) ? onCourseSection(props, this.most, list => { this.list = list; }) : null;
  }
}

/** Whether the section is shown. */
export function showsOnCourse({ event, oncourse }) {
  return event != null && event.showOnCourse !== false && event.status !== 'official' && (event.status === 'running' || oncourse.length > 0);
}

function onCourseSection({ state, route, raceId, fresh, single }, most, ref) {
  const riders = ridersShown(state);
  const detailed = isDetailed(state);
  const best = raceId && tableOf(state, raceId)?.find(row => row.rnk === 1);
  return h('section', { class: `oncourse ${fresh ? '' : 'stale'} ${detailed ? '' : 'brief'}`, 'data-oncourse': '', 'aria-labelledby': 'oncourse' },
    h('div', { class: 'bar' },
      h('h2', { id: 'oncourse' }, t('course.title')),
      best && h('p', { class: 'beat' }, t('course.beat'), ' ', h('b', {}, seconds(countedTotal(best))), ' ', h('span', {}, best.name))),
    h('ul', { class: 'riders', ref, style: { '--most': single ? 0 : most } }, riders.length
      ? riders.map(entry => {
        const race = raceOf(state, entry.raceId);
        return h(Rider, {
          key: riderKey(entry), entry, event: route.event, newTab: route.embed, mine: isFavouriteName(entry.name), detailed, course: race?.gates,
          title: race && entry.raceId !== raceId ? raceName(state, race) : '',
        });
      })
      : h('li', { class: 'rider nobody', 'data-key': '' }, t('course.nobody'))));
}
