/** All riders of an event: a search over all classes, and who leads. */
import { Component, h } from 'preact';
import { Bib, className, raceOf, raceType, Star } from './components.js';
import { dayShown } from './programme.js';
import { moment, raceToOpen, Starts, startsOf } from './riderStarts.js';
import { go, riderPath, schedulePath, withQuery } from './route.js';
import { eventUrl } from '../client/api.js';
import { read } from '../common/delayedRead.js';
import { joined, plain, seconds, shortDay } from '../common/format.js';
import { racesOn } from '../common/programme.js';
import { byTime } from '../common/underway.js';
import { t } from '../common/i18n.js';

const RELOAD_MS = 30000;
const MAX_SHOWN = 40;
const MAX_LEADERS = 3;

/** Whether a rider fits each of the words. A number is the beginning of a bib. */
const fits = (rider, words) => words.every(word => /^\d+$/.test(word)
  ? rider.starts.some(start => String(start.bib ?? '').startsWith(word))
  : plain(`${rider.name} ${rider.club}`).includes(word));

/** The best of each class in its last race with results, of this day if there is one: [{ race, leaders: [{ rank, rider, start }] }]. */
function leadersOf(state, riders, cat, day) {
  const byRace = new Map();
  for (const rider of riders) {
    for (const start of rider.starts) {
      const rank = cat ? start.catRnk : start.rnk;
      if (rank == null || rank > MAX_LEADERS || (cat && start.catId !== cat)) continue;
      if (!byRace.has(start.raceId)) byRace.set(start.raceId, []);
      byRace.get(start.raceId).push({ rank, rider, start });
    }
  }
  const lastByClass = new Map();
  const races = [...byRace.keys()].map(raceId => raceOf(state, raceId)).filter(Boolean).sort(byTime);
  for (const race of [...races, ...racesOn(races, day)]) lastByClass.set(race.classId, race);
  return [...lastByClass.values()].map(race => ({ race, leaders: byRace.get(race.raceId).sort((a, b) => a.rank - b.rank).slice(0, MAX_LEADERS) }));
}

export class RidersView extends Component {
  state = { riders: null, words: '', failed: false };

  componentDidMount() {
    this.load();
    this.timer = setInterval(() => document.hidden || this.load(), RELOAD_MS);
    this.field?.focus({ preventScroll: true });
  }

  componentWillUnmount() {
    clearInterval(this.timer);
    this.unmounted = true;
  }

  async load() {
    try {
      const { riders } = await read(eventUrl(this.props.route.event, 'riders'));
      if (!this.unmounted) this.setState({ riders, failed: false });
    } catch {
      if (!this.unmounted) this.setState({ failed: true });
    }
  }

  render({ store, route }, { riders, words, failed }) {
    const { state } = store;
    const searched = plain(words).split(/\s+/).filter(Boolean);
    return h('main', { class: 'riders-view' },
      h('header', { class: 'head' },
        h('div', { class: 'crumb' }, h('a', { href: schedulePath(route.event) }, `‹ ${t('schedule.title')}`), h('span', { class: 'of' }, state.event?.mainTitle)),
        h('h1', { tabindex: '-1' }, t('riders.title'))),
      h('label', { class: 'search' }, h('span', {}, t('filter.find')),
        h('input', { type: 'search', placeholder: t('filter.search'), value: words, autocomplete: 'off', spellcheck: false, enterkeyhint: 'search', ref: field => { this.field = field; }, onInput: ({ target }) => this.setState({ words: target.value }) })),
      !riders || !state.event ? h('p', { class: 'note' }, t(failed ? 'later.failed' : 'loading'))
        : searched.length ? h(Found, { store, route, found: riders.filter(rider => fits(rider, searched)), bib: Number(searched[0]) })
          : h(Leaders, { store, route, riders }));
  }
}

function Found({ store, route, found, bib }) {
  const { state } = store;
  const day = dayShown(store, '');
  const exact = rider => rider.starts.some(start => start.bib === bib) ? 0 : 1;
  const sorted = found.map(rider => ({ rider, starts: startsOf(state, rider) })).filter(({ starts }) => starts.length)
    .sort((a, b) => exact(a.rider) - exact(b.rider) || moment(a.starts) - moment(b.starts));
  return h('section', { 'aria-label': t('riders.title') },
    h('p', { class: 'quiet', role: 'status' }, sorted.length ? t('riders.found', { n: sorted.length }) : ''),
    sorted.length ? null : h('p', { class: 'note' }, t('list.none')),
    h('ul', { class: 'mine-list' }, sorted.slice(0, MAX_SHOWN).map(({ rider, starts }) => {
      const to = starts.find(one => one.start.bib === bib)?.start ?? raceToOpen(starts);
      return h('li', { key: rider.athleteId, 'data-rider': rider.athleteId },
        h('div', { class: 'title' }, h(Bib, { bib: to.bib }), h('a', { class: 'name', href: riderPath(route.event, to.raceId, to.bib ?? '') }, rider.name), h('span', { class: 'of' }, rider.club), h(Star, { row: rider })),
        h(Starts, { state, starts, day }));
    })),
    sorted.length > MAX_SHOWN ? h('p', { class: 'note' }, t('riders.first', { n: MAX_SHOWN })) : null);
}

function Leaders({ store, route, riders }) {
  const { state } = store;
  const categories = state.categories.filter(one => riders.some(rider => rider.starts.some(start => start.catId === one.catId)));
  const cat = categories.some(one => one.catId === route.cat) ? route.cat : '';
  const found = leadersOf(state, riders, cat, dayShown(store, ''));
  return h('section', { 'aria-labelledby': 'leaders' },
    h('h2', { id: 'leaders' }, t('riders.leaders')),
    h('div', { class: 'chips', role: 'group', 'aria-label': t('filter.category') }, [{ catId: '', name: t('filter.all') }, ...categories].map(one =>
      h('button', { key: one.catId, type: 'button', 'data-cat': one.catId, 'aria-pressed': String(one.catId === cat), onClick: () => go(withQuery({ cat: one.catId }), { replace: true }) }, one.name || one.catId))),
    found.length ? null : h('p', { class: 'note' }, t('list.empty')),
    found.map(({ race, leaders }) => h('section', { key: race.classId, class: 'leaders', 'data-leaders': race.classId },
      h('h3', {}, className(state, race.classId), ' ', h('span', { class: 'soft' }, joined(' · ', shortDay(race.startTime), race.raceType === 'best-run-2' ? t('run.combined') : raceType(race)))),
      h('ol', {}, leaders.map(({ rank, rider, start }) => h('li', { key: rider.athleteId },
        h('span', { class: 'rank' }, rank), h(Bib, { bib: start.bib }), h('a', { class: 'name', href: riderPath(route.event, race.raceId, start.bib ?? '') }, rider.name),
        h('b', {}, seconds(start.total))))))));
}
