/** The reader's favourites in all races of an event: next start, state, results. */
import { Component, h } from 'preact';
import { favourites } from './favourites.js';
import { Bib, Star } from './components.js';
import { dayShown } from './programme.js';
import { moment, nextStart, raceToOpen, Starts, startsOf } from './riderStarts.js';
import { riderPath } from './route.js';
import { eventUrl } from '../client/api.js';
import { read } from '../common/delayedRead.js';
import { clockSeconds } from '../common/format.js';
import { t } from '../common/i18n.js';

const RELOAD_MS = 20000;
/** The service gives so many at once. */
const MAX_RIDERS = 100;

/**
 * @param folded whether the section is one line that unfolds
 */
export class MyRiders extends Component {
  state = { riders: null };

  componentDidMount() {
    this.load();
    this.timer = setInterval(() => document.hidden || this.load(), RELOAD_MS);
  }

  componentDidUpdate() {
    if (favourites().join() !== this.asked) this.load();
  }

  componentWillUnmount() {
    clearInterval(this.timer);
    this.unmounted = true;
  }

  async load() {
    const ids = favourites().slice(-MAX_RIDERS);
    this.asked = favourites().join();
    if (!ids.length) return;
    try {
      const { riders } = await read(eventUrl(this.props.route.event, 'riders') + '?' + new URLSearchParams(ids.map(id => ['athleteId', id])));
      if (!this.unmounted) this.setState({ riders });
    } catch {
      // What was read before stays, and the header says that the page is offline.
    }
  }

  render({ store, route, folded }, { riders }) {
    const { state } = store;
    const day = dayShown(store, '');
    const ids = new Set(favourites());
    const shown = (riders ?? []).filter(rider => ids.has(rider.athleteId))
      .map(rider => ({ rider, starts: startsOf(state, rider) })).filter(({ starts }) => starts.length)
      .sort((a, b) => moment(a.starts) - moment(b.starts) || (a.rider.name < b.rider.name ? -1 : 1));
    const list = shown.length ? h('ul', { class: 'mine-list' }, shown.map(({ rider, starts }) => {
      const to = raceToOpen(starts);
      return h('li', { key: rider.athleteId, 'data-mine': rider.athleteId },
        h('div', { class: 'title' }, h(Bib, { bib: to.bib }), h('a', { class: 'name', href: riderPath(route.event, to.raceId, to.bib ?? '') }, rider.name), h('span', { class: 'of' }, rider.club), h(Star, { row: rider })),
        h(Starts, { state, starts, day }));
    })) : h('p', { class: 'soft' }, t(riders ? 'mine.none' : 'loading'));
    if (!folded) return h('section', { class: 'my-riders', 'aria-labelledby': 'mine' }, h('h2', { id: 'mine' }, t('mine.title')), list);
    return h('details', { class: 'my-riders' }, h('summary', {}, h('b', {}, t('mine.title')), ' ', h('span', { class: 'soft' }, inShort(shown, riders))), list);
  }
}

/** The line of the folded section: who is on course, or who starts next. */
function inShort(shown, riders) {
  const first = shown[0];
  if (!first) return riders ? '–' : '';
  if (first.starts.some(one => one.entry)) return `${first.rider.name}: ${t('race.onCourse')}`;
  const next = nextStart(first.starts);
  return next ? `${first.rider.name}: ${t('start.at', { time: clockSeconds(next.start.startTime ?? next.race.startTime) })}` : String(shown.length);
}
