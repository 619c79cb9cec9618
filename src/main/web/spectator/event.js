/** The list of events, and the schedule of one event. */
import { Component, h } from 'preact';
import { loadItem, saveItem } from './deviceStorage.js';
import { className, RaceSign, raceType, Sign } from './components.js';
import { eventPath, racePath } from './route.js';
import { eventUrl, read } from '../common/api.js';
import { clockTime, dayName, days, joined } from '../common/format.js';
import { t } from '../common/i18n.js';

const RELOAD_MS = 60000;

export class EventsView extends Component {
  state = { events: loadItem('events') };

  componentDidMount() {
    this.load();
    this.timer = setInterval(() => document.hidden || this.load(), RELOAD_MS);
  }

  componentWillUnmount() {
    clearInterval(this.timer);
    this.unmounted = true;
  }

  async load() {
    try {
      const { events } = await read(eventUrl());
      if (this.unmounted) return;
      saveItem('events', events);
      this.setState({ events });
      this.props.report({ freshness: 'live', transport: 'poll', since: this.at = Date.now() });
    } catch {
      if (!this.unmounted) this.props.report({ freshness: 'offline', transport: 'none', since: this.at ?? Date.now() });
    }
  }

  render(props, { events }) {
    return h('main', { class: 'events' },
      h('h1', { tabindex: '-1' }, t('events.title')),
      events?.length === 0 ? h('p', { class: 'note' }, t('events.none')) : null,
      h('ul', { class: 'cards' }, (events ?? []).map(event => h('li', { key: event.eventId },
        h('a', { class: 'card event-card', href: eventPath(event.eventId) },
          event.imageUrl ? h('img', { src: event.imageUrl, alt: '', loading: 'lazy', width: 64, height: 64 }) : null,
          h('div', {},
            h('h2', {}, event.mainTitle),
            h('p', { class: 'soft' }, joined(' · ', event.subTitle, days(event.startDate, event.endDate), event.location)),
            h(Sign, { status: event.status })))))));
  }
}

/** An event's schedule. */
export function EventView({ store, route }) {
  const { state } = store;
  const { event, races } = state;
  if (!event) return h('main', {}, h('h1', { tabindex: '-1' }, t('loading')));
  const byDay = Map.groupBy ? Map.groupBy(races, race => dayName(race.startTime)) : groupedByDay(races);
  return h('main', { class: 'event' },
    h('header', { class: 'head' },
      event.imageUrl ? h('img', { class: 'poster', src: event.imageUrl, alt: '', width: 96, height: 96 }) : null,
      h('h1', { tabindex: '-1' }, event.mainTitle),
      h('p', { class: 'soft' }, joined(' · ', event.subTitle, days(event.startDate, event.endDate), joined(', ', event.location, event.facility))),
      h('div', { class: 'line' }, h(Sign, { status: event.status }),
        races.length ? h('a', { class: 'button plain', href: eventPath(route.event) }, t('race.current')) : null,
        h('a', { class: 'button plain', href: eventPath(route.event) + '?view=board' }, t('board.open')))),
    h('section', { class: 'schedule', 'aria-labelledby': 'schedule' },
      h('h2', { id: 'schedule' }, t('schedule.title')),
      races.length ? h('p', { class: 'zone' }, t('time.venue')) : h('p', { class: 'note' }, t('schedule.none')),
      [...byDay].map(([day, dayRaces]) => h('div', { key: day },
        h('h3', {}, day),
        h('ul', {}, dayRaces.map(race => h('li', { key: race.raceId }, h('a', { href: racePath(route.event, race.raceId), 'data-schedule': race.raceId },
          h('span', { class: 'when' }, clockTime(race.startTime) || '–'),
          h('span', { class: 'what' }, h('b', {}, className(state, race.classId)), ' ', h('span', {}, raceType(race))),
          h(RaceSign, { state, race })))))))));
}

function groupedByDay(races) {
  const days = new Map();
  for (const race of races) days.set(dayName(race.startTime), [...days.get(dayName(race.startTime)) ?? [], race]);
  return days;
}
