/** The days of an event's schedule. Only views in later.js need them. */
import { h } from 'preact';
import { raceOf } from './components.js';
import { dayLabel, Tabs } from './programme.js';
import { schedulePath } from './route.js';
import { now } from '../common/clock.js';
import { daysOf } from '../common/programme.js';
import { dayOf, raceUnderWay } from '../common/underway.js';
import { t } from '../common/i18n.js';

/** Links to the days of the schedule. */
export function ScheduleDays({ races, event, day }) {
  const days = daysOf(races);
  return days.length < 2 ? null : h(Tabs, {
    label: t('programme.days'), className: 'days', current: day,
    links: days.map(one => [one, dayLabel(one), schedulePath(event, one || 'none')]),
  });
}

/** The day that the schedule shows: the chosen one, or else the day of the race under way. */
export function dayShown({ state, lastOnCourseRace }, chosen) {
  const day = chosen === 'none' ? '' : chosen;
  if (chosen && daysOf(state.races).includes(day)) return day;
  const race = raceOf(state, raceUnderWay(state, lastOnCourseRace, now()));
  return race ? dayOf(race) : '';
}
