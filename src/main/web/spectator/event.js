/** The schedule of an event. */
import { h } from 'preact';
import { className, RaceSign, raceType, Sign } from './components.js';
import { favourites } from './favourites.js';
import { MyRiders } from './myRiders.js';
import { ProtestUntil, ResultsState } from './resultsState.js';
import { eventPath, racePath, ridersPath } from './route.js';
import { dayShown } from './programme.js';
import { ScheduleDays } from './scheduleDays.js';
import { clockTime, dayName, days, joined, place } from '../common/format.js';
import { racesOn } from '../common/programme.js';
import { t } from '../common/i18n.js';

/** An event's schedule, one day at a time. */
export function EventView({ store, route }) {
  const { state } = store;
  const { event, races } = state;
  if (!event) return h('main', {}, h('h1', { tabindex: '-1' }, t('loading')));
  const day = dayShown(store, route.day);
  return h('main', { class: 'event' },
    h('header', { class: 'head' },
      event.imageUrl ? h('img', { class: 'poster', src: event.imageUrl, alt: '', width: 96, height: 96 }) : null,
      h('h1', { tabindex: '-1' }, event.mainTitle),
      h('p', { class: 'soft' }, joined(' · ', event.subTitle, days(event.startDate, event.endDate), place(event))),
      h(ResultsState, { state }),
      h('div', { class: 'line' }, h(Sign, { status: event.status }),
        races.length ? h('a', { class: 'button plain', href: eventPath(route.event) }, t('race.current')) : null,
        h('a', { class: 'button plain', href: ridersPath(route.event) }, t('riders.title')),
        h('a', { class: 'button plain', href: eventPath(route.event) + '?view=board', target: '_top' }, t('board.open')))),
    favourites().length ? h(MyRiders, { store, route }) : null,
    h('section', { class: 'schedule', 'aria-labelledby': 'schedule' },
      h('h2', { id: 'schedule' }, t('schedule.title')),
      races.length ? h('p', { class: 'zone' }, t('time.venue')) : h('p', { class: 'note' }, t('schedule.none')),
      h(ScheduleDays, { races, event: route.event, day }),
      dayName(day) ? h('h3', {}, dayName(day)) : null,
      h('ul', {}, racesOn(races, day).map(race => h('li', { key: race.raceId }, h('a', { href: racePath(route.event, race.raceId), 'data-schedule': race.raceId },
        h('span', { class: 'when' }, clockTime(race.startTime) || '–'),
        h('span', { class: 'what' }, h('b', {}, className(state, race.classId)), ' ', h('span', {}, raceType(race))),
        h(RaceSign, { state, race }), h(ProtestUntil, { state, race })))))));
}
