/** The list of events: live, coming, past. */
import { Component, h } from 'preact';
import { loadItem, saveItem } from '../common/deviceStorage.js';
import { Sign } from './components.js';
import { OperatorLine } from './operator.js';
import { eventPath } from './route.js';
import { eventUrl, read } from '../client/api.js';
import { read as readLate } from '../common/delayedRead.js';
import { byTime, GROUPS, withWords } from '../common/eventGroups.js';
import { days, joined } from '../common/format.js';
import { t } from '../common/i18n.js';

/** So many events can be looked through without a search. */
const MOST_WITHOUT_SEARCH = 6;
const RELOAD_MS = 60000;

export class EventsView extends Component {
  state = { events: loadItem('events'), words: '' };

  componentDidMount() {
    this.load(read);
    this.timer = setInterval(() => document.hidden || this.load(readLate), RELOAD_MS);
  }

  componentWillUnmount() {
    clearInterval(this.timer);
    this.unmounted = true;
  }

  /** With a broadcast delay only changes come late: nobody can be told what the list was like before the page was opened. */
  async load(readEvents) {
    try {
      const { events } = await readEvents(eventUrl());
      if (this.unmounted) return;
      saveItem('events', events);
      this.setState({ events });
      this.props.report({ freshness: 'live', transport: 'poll', since: this.at = Date.now() });
    } catch {
      if (!this.unmounted) this.props.report({ freshness: 'offline', transport: 'none', since: this.at ?? Date.now() });
    }
  }

  render(props, { events, words }) {
    const found = withWords(events ?? [], words);
    const groups = byTime(found, Date.now());
    return h('main', { class: 'events' },
      h(OperatorLine),
      h('h1', { tabindex: '-1' }, t('events.title')),
      events?.length === 0 ? h('p', { class: 'note' }, t('events.none')) : null,
      events?.length > MOST_WITHOUT_SEARCH ? h('label', { class: 'search' }, h('span', {}, t('filter.find')),
        h('input', { type: 'search', placeholder: t('events.search'), value: words, autocomplete: 'off', onInput: ({ target }) => this.setState({ words: target.value }) })) : null,
      words && !found.length ? h('p', { class: 'note' }, t('list.none')) : null,
      GROUPS.filter(group => groups[group].length).map(group => h('section', { key: group, class: group, 'aria-labelledby': group },
        h('h2', { id: group }, t('events.' + group)),
        h('ul', { class: 'cards' }, groups[group].map(event => h(EventCard, { key: event.eventId, event }))))));
  }
}

function EventCard({ event }) {
  return h('li', {}, h('a', { class: 'card event-card', href: eventPath(event.eventId) },
    event.imageUrl ? h('img', { src: event.imageUrl, alt: '', loading: 'lazy', width: 64, height: 64 }) : null,
    h('div', {},
      h('h3', {}, event.mainTitle),
      h('p', { class: 'soft' }, joined(' · ', event.subTitle, days(event.startDate, event.endDate), event.location)),
      h(Sign, { status: event.status }))));
}
