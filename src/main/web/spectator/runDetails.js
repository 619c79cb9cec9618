/** The runs of a rider gate by gate, and compared with the best of each run. */
import { Component, h } from 'preact';
import { Gates, Inquiry, raceType } from './components.js';
import { eventUrl } from '../client/api.js';
import { read } from '../common/delayedRead.js';
import { isBestRun, joined, penalty, runs, seconds } from '../common/format.js';
import { runTable } from '../common/ranking.js';
import { gatesOf } from '../common/runGates.js';
import { t } from '../common/i18n.js';

/** Detailed rows are not read more often. */
const DETAIL_INTERVAL_MS = 10000;

const signed = (text, value) => (value > 0 ? '+' : value < 0 ? '−' : '') + text.replace('-', '');

/** The gap between two runs: in total, by time, by penalties. */
function Gap({ run, best }) {
  if (run.total == null || run.status != null || best?.total == null) return null;
  if (run.total === best.total) return h('p', { class: 'gap' }, t('run.leads'));
  const [time, pen] = [run.time - best.time, run.pen - best.pen];
  const gap = signed(seconds(run.total - best.total), 1);
  const parts = run.time == null || best.time == null ? '' : t('run.parts', { time: signed(seconds(time), time), pen: signed(penalty(pen), pen) });
  return h('p', { class: 'gap' }, t('course.to', { gap, name: best.name }), parts && ': ', parts);
}

function RunCard({ run, gates, best, bestGates, title, waiting }) {
  const ran = run.time != null || run.status;
  const compared = best && best.bib !== run.bib && bestGates?.length ? { name: best.name, gates: bestGates.map(gate => gate.penalty) } : null;
  return h('section', { class: `card run-card ${run.better ? 'better' : ''}` },
    h('h2', {}, title, run.better ? h('span', { class: 'counts-word' }, t('run.counts')) : null, ' ', h(Inquiry, { row: run })),
    ran ? h('dl', {},
      h('div', {}, h('dt', {}, t('column.time')), h('dd', {}, seconds(run.time) || '–')),
      h('div', {}, h('dt', {}, t('column.pen')), h('dd', { class: run.pen > 0 ? 'pen' : '' }, penalty(run.pen) || '–')),
      h('div', {}, h('dt', {}, t('column.total')), h('dd', { class: 'big' }, run.status ?? (seconds(run.total) || '–'))))
      : h('p', { class: 'soft' }, t('rider.notyet')),
    h(Gap, { run, best }),
    gates?.length ? h(Gates, { gates: gates.map(gate => gate.penalty), course: gates.map(gate => gate.type === 'reverse' && 'R'), numbered: true, compared, waiting }) : null,
    gates?.length ? h('p', { class: 'soft legend' }, joined(' ', gates.some(gate => gate.type === 'reverse') && t('gates.up'), compared && t('gates.compared', { name: compared.name }))) : null);
}

const bests = new WeakMap();

/** The best row of each run, computed once for the same rows: [of the first run, of the second], or [of the race]. */
function bestOf(rows, bestRun) {
  if (!bests.has(rows)) {
    const tables = bestRun ? [runTable(rows, 1), runTable(rows, 2)] : [rows];
    bests.set(rows, tables.map(table => table.find(row => row.rnk === 1 && row.status == null)));
  }
  return bests.get(rows);
}

/**
 * The runs of one rider in a race.
 *
 * @param rows of the race, as the service has them
 * @param row the rider's one of them
 */
export class RunDetails extends Component {
  state = { details: {}, failed: false };

  componentDidMount() {
    this.load();
  }

  componentDidUpdate() {
    if (this.compared().some((row, i) => row !== this.loaded[i])) this.load();
  }

  componentWillUnmount() {
    this.unmounted = true;
    clearTimeout(this.timer);
  }

  /** The row of the rider, and those of the best. */
  compared() {
    const { row, rows, race } = this.props;
    const bibs = bestOf(rows, isBestRun(race)).map(best => best?.bib);
    return [row, ...bibs.map(bib => rows.find(one => one.bib === bib))];
  }

  async load() {
    if (this.timer) return;
    const { event, race } = this.props;
    this.loaded = this.compared();
    this.timer = setTimeout(() => {
      this.timer = null;
      if (!this.unmounted) this.componentDidUpdate();
    }, DETAIL_INTERVAL_MS);
    const bibs = [...new Set(this.loaded.map(row => row?.bib).filter(bib => bib != null))];
    try {
      const found = await Promise.all(bibs.map(bib => read(`${eventUrl(event, 'results', race.raceId)}?detailed=true&bib=${bib}`)));
      if (!this.unmounted) this.setState({ details: Object.fromEntries(found.map(({ results }, i) => [bibs[i], results[0]])) });
    } catch {
      // The next change of a row loads again.
      if (!this.unmounted) this.setState({ failed: true });
    }
  }

  render({ row, rows, race }, { details, failed }) {
    // Until the gates are loaded, the course keeps their place.
    const waiting = !details[row.bib] && !failed && race.gates?.map(letter => ({ penalty: null, type: letter === 'R' ? 'reverse' : '' }));
    const bestRun = isBestRun(race);
    const best = bestOf(rows, bestRun);
    const card = (run, i, nr, title) => h(RunCard, {
      key: nr, title, run: { ...run, bib: row.bib }, best: best[i], waiting: Boolean(waiting),
      gates: waiting ? (run.total == null ? null : waiting) : gatesOf(details[row.bib], nr, bestRun),
      bestGates: best[i] && (waiting || gatesOf(details[best[i].bib], nr, bestRun)),
    });
    return h('div', { class: 'cards', 'data-runs': row.bib }, bestRun
      ? runs(row).map((run, i) => card(run, i, run.nr, t('column.run' + run.nr)))
      : card(row, 0, 1, raceType(race)));
  }
}
