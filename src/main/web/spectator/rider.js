/** One rider in a race: standing, and both runs gate by gate. */
import { Component, h } from 'preact';
import { OnCourse } from './onCourse.js';
import { Bib, className, Gates, Inquiry, raceOf, RaceSign, raceType, runName, Sign, Star } from './components.js';
import { racePath } from './route.js';
import { eventUrl, read } from '../common/api.js';
import { countedTotal, isBestRun, penalty, runs, seconds } from '../common/format.js';
import { tableOf } from '../common/ranking.js';
import { t } from '../common/i18n.js';

/** The detailed rows are not read more often, because they are the whole table. */
const DETAIL_INTERVAL_MS = 10000;

function RunCard({ run, gates, title }) {
  const ran = run.time != null || run.status;
  return h('section', { class: `card run-card ${run.better ? 'better' : ''}` },
    h('h2', {}, title, run.better ? h('span', { class: 'counts-word' }, t('run.counts')) : null, ' ', h(Inquiry, { row: run })),
    ran ? h('dl', {},
      h('div', {}, h('dt', {}, t('column.time')), h('dd', {}, seconds(run.time) || '–')),
      h('div', {}, h('dt', {}, t('column.pen')), h('dd', { class: run.pen > 0 ? 'pen' : '' }, penalty(run.pen) || '–')),
      h('div', {}, h('dt', {}, t('column.total')), h('dd', { class: 'big' }, run.status ?? (seconds(run.total) || '–'))))
      : h('p', { class: 'soft' }, t('rider.notyet')),
    gates?.length ? h(Gates, { gates: gates.map(gate => gate.penalty), course: gates.map(gate => gate.type === 'reverse' && 'R') }) : null);
}

export class RiderView extends Component {
  state = { detail: null };

  componentDidMount() {
    this.load();
  }

  componentDidUpdate() {
    if (this.row() !== this.loaded) this.load();
  }

  componentWillUnmount() {
    this.unmounted = true;
    clearTimeout(this.timer);
  }

  row() {
    const { store, route } = this.props;
    return store.state.results[route.race]?.find(row => String(row.bib) === route.bib);
  }

  load() {
    if (this.timer) return;
    this.loaded = this.row();
    this.timer = setTimeout(() => {
      this.timer = null;
      if (!this.unmounted && this.row() !== this.loaded) this.load();
    }, DETAIL_INTERVAL_MS);
    const { route } = this.props;
    read(eventUrl(route.event, 'results', route.race) + '?detailed=true')
      .then(({ results }) => this.unmounted || this.setState({ detail: results.find(row => String(row.bib) === route.bib) }))
      .catch(() => {});
  }

  render({ store, route }, { detail }) {
    const { state, link } = store;
    const race = raceOf(state, route.race);
    const row = this.row();
    const standing = tableOf(state, route.race)?.find(one => String(one.bib) === route.bib) ?? row;
    if (!race || !row) return h('main', {}, h('h1', { tabindex: '-1' }, state.event && state.results[route.race] ? t('title.missing') : t('loading')));
    const bestRun = isBestRun(race);
    const both = detail && runs(detail)[0].time != null && runs(detail)[1].time != null;
    const secondOnly = detail && bestRun && !both && runs(detail)[1].time != null;
    const gatesOf = nr => !detail ? null : !bestRun ? detail.gates : both ? (nr === 1 ? detail.prevGates : detail.gates) : (nr === 2) === Boolean(secondOnly) ? detail.gates : null;
    return h('main', { class: 'one-rider' },
      h('header', { class: 'head' },
        h('p', { class: 'crumb' }, h('a', { href: racePath(route.event, route.race) }, '‹ ', className(state, race.classId), ', ', runName(race))),
        h('h1', { tabindex: '-1' }, h(Bib, { bib: row.bib }), ' ', row.name),
        h('p', { class: 'soft' }, [row.club, row.noc, row.catId].filter(Boolean).join(' · ')),
        h('div', { class: 'line' }, h(Sign, { status: state.event.status }), h(RaceSign, { state, race }), h(Star, { row }))),
      row.underInvestigation ? h('p', { class: 'soft', 'data-inquiry': '' }, t('inquiry.about')) : null,
      h('dl', { class: 'standing' },
        h('div', {}, h('dt', {}, t('column.rank')), h('dd', {}, standing.rnk ?? standing.status ?? '–')),
        row.catId ? h('div', {}, h('dt', {}, t('rider.category', { cat: row.catId })), h('dd', {}, standing.catRnk ?? '–')) : null,
        h('div', {}, h('dt', {}, t('column.total')), h('dd', {}, seconds(countedTotal(standing)) || '–')),
        h('div', {}, h('dt', {}, t('column.behind')), h('dd', {}, standing.rnk === 1 ? '–' : standing.totalBehind ?? '–'))),
      h(OnCourse, { single: true, state: { ...state, oncourse: state.oncourse.filter(one => one.raceId === route.race && String(one.bib) === route.bib) }, route, raceId: route.race, fresh: link.freshness === 'live' }),
      h('div', { class: 'cards' }, bestRun
        ? runs(row).map(run => h(RunCard, { key: run.nr, run, gates: gatesOf(run.nr), title: t('column.run' + run.nr) }))
        : h(RunCard, { run: row, gates: gatesOf(1), title: raceType(race) })));
  }
}
