/** Links from a race to the other days, classes and runs of its event. */
import { Component, h } from 'preact';
import { className, raceName, raceOf, raceType } from './components.js';
import { eventPath, racePath } from './route.js';
import { now } from '../common/clock.js';
import { clockTime, weekdayAndDate } from '../common/format.js';
import { classesOn, daysOf, raceOfClass, raceOfDay, racesOn } from '../common/programme.js';
import { dayOf, isUnderWay, raceUnderWay } from '../common/underway.js';
import { t } from '../common/i18n.js';

/** Links of which one is the current page. If there are more than fit, the current one is scrolled into view. */
export class Tabs extends Component {
  componentDidMount() {
    const current = this.base?.querySelector?.('[aria-current]');
    if (current) this.base.scrollLeft = current.offsetLeft - (this.base.clientWidth - current.offsetWidth) / 2;
  }

  componentDidUpdate({ current }) {
    if (current !== this.props.current) this.componentDidMount();
  }

  render({ label, className, links, current }) {
    return h('nav', { class: `tabs ${className}`, 'aria-label': label }, links.map(([key, text, href]) =>
      h('a', { key, href, ...key === current && { 'aria-current': 'page' } }, text)));
  }
}

export const dayLabel = day => day ? weekdayAndDate(day) : t('schedule.undated');

/** The texts, with an addition to those that are equal. */
const distinct = (texts, addition) => texts.map((text, i) => texts.filter(other => other === text).length > 1 ? `${text} (${addition(i)})` : text);

/** The days of the event, and the classes of the day of the race. */
export function Programme({ state, race, event }) {
  const { races } = state;
  const day = dayOf(race);
  const days = daysOf(races);
  const classes = classesOn(races, day);
  const names = distinct(classes.map(classId => className(state, classId)), i => classes[i]);
  if (days.length < 2 && classes.length < 2) return null;
  return h('div', { class: 'programme' },
    days.length > 1 && h(Tabs, {
      label: t('programme.days'), className: 'days', current: day,
      links: days.map(one => [one, dayLabel(one), racePath(event, (one === day ? race : raceOfDay(races, one, race.classId)).raceId)]),
    }),
    h(Tabs, {
      label: t('programme.classes'), className: 'classes', current: race.classId,
      links: classes.map((classId, i) => [classId, names[i], racePath(event, (classId === race.classId ? race : raceOfClass(races, day, classId)).raceId)]),
    }));
}

/** The runs of the class on the day of the race. Two runs, of which the better counts, also have a combined table. */
export function Runs({ state, race, event, run }) {
  const all = racesOn(state.races, dayOf(race)).filter(one => one.classId === race.classId);
  const names = distinct(all.map(raceType), i => clockTime(all[i].startTime));
  const links = all.map((one, i) => [one.raceId, names[i], racePath(event, one.raceId, { run: one.raceType === 'best-run-2' && '2' })]);
  const pair = all.filter(one => one.raceType === 'best-run-2').map(one => [combinedKey(one), t('run.combined'), racePath(event, one.raceId)]);
  const tabs = [...links, ...pair];
  if (tabs.length < 2) return null;
  const current = race.raceType === 'best-run-2' && run !== '2' ? combinedKey(race) : race.raceId;
  return h(Tabs, { label: t('race.runs'), className: 'runs', current, links: tabs });
}

const combinedKey = race => race.raceId + ' combined';

/** The day that the schedule shows: the chosen one, or else the day of the race under way. */
export function dayShown({ state, lastOnCourseRace }, chosen) {
  const day = chosen === 'none' ? '' : chosen;
  if (chosen && daysOf(state.races).includes(day)) return day;
  const race = raceOf(state, raceUnderWay(state, lastOnCourseRace, now()));
  return race ? dayOf(race) : '';
}

/** A bar that leads to the race under way from every other view of the event. */
export function NowBar({ store, route }) {
  const { state } = store;
  if (!route.event || store.gone) return null;
  const at = now();
  const race = raceOf(state, raceUnderWay(state, store.lastOnCourseRace, at));
  if (!race || race.raceId === store.race || !isUnderWay(state, race, at)) return null;
  return h('nav', { class: 'now', 'aria-label': t('programme.now') },
    h('a', { href: eventPath(route.event) }, h('i', { 'aria-hidden': 'true' }), h('b', {}, t('programme.now')), ' ', h('span', {}, raceName(state, race))));
}
