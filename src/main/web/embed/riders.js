/** The riders of a club or a nation in a frame: who is on course, and the starts and results of each in all races. */
import { Component, h } from 'preact';
import { Head } from './race.js';
import { Bib } from '../spectator/components.js';
import { OnCourse } from '../spectator/onCourse.js';
import { dayShown } from '../spectator/programme.js';
import { moment, raceToOpen, Starts, startsOf } from '../spectator/riderStarts.js';
import { riderPath } from '../spectator/route.js';
import { eventUrl, read } from '../client/api.js';
import { riderKey, ridersShown } from '../client/state.js';
import { t } from '../common/i18n.js';

const RELOAD_MS = 20000;
/** The table has a result so long after the finish. */
const FINISH_MS = 3000;

export class EmbeddedRiders extends Component {
  state = { riders: null, failed: false };

  componentDidMount() {
    this.load();
    this.timer = setInterval(() => document.hidden || this.load(), RELOAD_MS);
    this.observe = (before, after) => this.finished(before, after) && setTimeout(() => this.load(), FINISH_MS);
    this.props.store.observers.add(this.observe);
  }

  componentWillUnmount() {
    clearInterval(this.timer);
    this.props.store.observers.delete(this.observe);
    this.unmounted = true;
  }

  /** Whether one of the riders is not between start and finish any more. */
  finished(before, after) {
    const running = state => this.onCourse(state).filter(entry => entry.dtFinish == null).map(riderKey);
    const still = new Set(running(after));
    return running(before).some(key => !still.has(key));
  }

  onCourse(state) {
    const keys = new Set((this.state.riders ?? []).flatMap(rider => rider.starts.map(riderKey)));
    return ridersShown(state).filter(entry => keys.has(riderKey(entry)));
  }

  async load() {
    const { event, chosen } = this.props.route;
    try {
      const { riders } = await read(eventUrl(event, 'riders'));
      if (!this.unmounted) this.setState({ riders: riders.filter(chosen.has), failed: false });
    } catch {
      if (!this.unmounted) this.setState({ failed: true });
    }
  }

  render({ store, route }, { riders, failed }) {
    const { state, link } = store;
    if (!riders || !state.event) return h('main', { class: 'riders-view' }, h('h1', {}, t('riders.title')), h('p', { class: 'note' }, t(failed ? 'later.failed' : 'loading')));
    const day = dayShown(store, '');
    const oncourse = this.onCourse(state);
    const shown = riders.map(rider => ({ rider, starts: startsOf(state, rider) })).filter(({ starts }) => starts.length)
      .sort((a, b) => moment(a.starts) - moment(b.starts) || (a.rider.name < b.rider.name ? -1 : 1));
    // The names are those of the event, so that an address cannot put words into the page.
    const names = route.chosen.names(riders);
    return h('main', { class: 'riders-view' },
      h(Head, { state, route }, h('h1', {}, names.join(', ') || t('riders.title'))),
      oncourse.length ? h(OnCourse, { state: { ...state, oncourse }, route, fresh: link.freshness === 'live' }) : null,
      shown.length ? null : h('p', { class: 'note' }, t('list.none')),
      h('ul', { class: 'mine-list' }, shown.map(({ rider, starts }) => {
        const to = raceToOpen(starts);
        return h('li', { key: rider.athleteId, 'data-rider': rider.athleteId },
          h('div', { class: 'title' }, h(Bib, { bib: to.bib }), h('a', { class: 'name', href: riderPath(route.event, to.raceId, to.bib ?? '') }, rider.name), h('span', { class: 'of' }, rider.club)),
          h(Starts, { state, starts, day }));
      })));
  }
}
