/** The days of an event's schedule. Only views in later.js need them. */
import { h } from 'preact';
import { dayLabel, Tabs } from './programme.js';
import { schedulePath } from './route.js';
import { daysOf } from '../common/programme.js';
import { t } from '../common/i18n.js';

/** Links to the days of the schedule. */
export function ScheduleDays({ races, event, day }) {
  const days = daysOf(races);
  return days.length < 2 ? null : h(Tabs, {
    label: t('programme.days'), className: 'days', current: day,
    links: days.map(one => [one, dayLabel(one), schedulePath(event, one || 'none')]),
  });
}
