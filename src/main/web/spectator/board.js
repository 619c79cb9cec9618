/** The board: a page for a screen at the finish, with riders on course, the last finishers and the best ten. */
import { Component, h } from 'preact';
import { OnCourse, showsOnCourse } from './onCourse.js';
import { Bib, Inquiry, isDetailed, raceName, raceOf, RaceSign, Sign } from './components.js';
import { Table } from './table.js';
import { eventUrl, read } from '../client/api.js';
import { countedTotal, joined, runs, seconds } from '../common/format.js';
import { tableOf } from '../common/ranking.js';
import { rowKey } from '../client/state.js';
import { t } from '../common/i18n.js';

const MAX_FINISHERS = 4;
const MAX_LEADERS = 10;

const lastRun = row => row.totalTotal === undefined ? row : runs(row).filter(run => run.total != null || run.status).pop() ?? row;

/** The total of the run that a rider has finished, if the other run counts. Rank, total and gap are those of the table. */
function RunTotal({ row }) {
  const run = lastRun(row);
  const other = run.status != null || run.total !== countedTotal(row);
  return h('span', { class: 'of' }, other && row.rnk != null ? joined(' ', t('column.run' + run.nr), run.status ?? seconds(run.total)) : '');
}

export class BoardView extends Component {
  state = { finished: [] };

  componentDidMount() {
    this.observe = (before, after) => this.addFinishers(before, after);
    this.props.store.observers.add(this.observe);
    this.loadFinishers();
  }

  componentWillUnmount() {
    this.props.store.observers.delete(this.observe);
    this.unmounted = true;
  }

  componentDidUpdate() {
    if (this.props.store.race !== this.race) this.loadFinishers();
  }

  /** Reads the last finishers from the finish times, because there are no messages about them. */
  async loadFinishers() {
    const race = this.race = this.props.store.race;
    this.setState({ finished: [] });
    if (!race) return;
    try {
      const { results } = await read(eventUrl(this.props.route.event, 'results', race) + '?detailed=true');
      if (this.unmounted || race !== this.race) return;
      const first = raceOf(this.props.store.state, race)?.raceType === 'best-run-1';
      const finish = row => first ? row.prevDtFinish ?? (runs(row)[0].time != null && row.dtFinish) : row.dtFinish;
      const known = results.filter(finish).sort((a, b) => finish(a) < finish(b) ? 1 : -1).map(rowKey);
      this.setState(({ finished }) => ({ finished: [...new Set([...finished, ...known])].slice(0, MAX_FINISHERS) }));
    } catch {
      // The list fills with the next finishers.
    }
  }

  addFinishers(before, after) {
    const [older, newer] = [tableOf(before, this.race), tableOf(after, this.race)];
    if (!older || !newer || older === newer) return;
    const known = new Map(older.map(row => [rowKey(row), row]));
    const came = newer.filter(row => {
      const last = known.get(rowKey(row));
      return last && last !== row && lastRun(row).total != null && lastRun(last).total !== lastRun(row).total;
    }).map(rowKey);
    if (came.length) this.setState(({ finished }) => ({ finished: [...new Set([...came, ...finished])].slice(0, MAX_FINISHERS) }));
  }

  render({ store, route }, { finished }) {
    const { state, link } = store;
    const race = raceOf(state, store.race);
    if (!race) return h('main', { class: 'board' }, h('h1', {}, state.event?.mainTitle ?? t('loading')));
    const rows = tableOf(state, race.raceId) ?? [];
    const byKey = new Map(rows.map(row => [rowKey(row), row]));
    return h('main', { class: `board ${showsOnCourse(state) ? '' : 'alone'}` },
      h('header', {},
        h('h1', {}, raceName(state, race)),
        h(RaceSign, { state, race }),
        h('p', {}, joined(' · ', state.event.mainTitle, state.event.location)),
        h(Sign, { status: state.event.status })),
      h('div', { class: 'now' },
        h(OnCourse, { state, route, raceId: race.raceId, fresh: link.freshness === 'live' }),
        h('section', { class: 'finishers', 'aria-labelledby': 'finishers' },
          h('h2', { id: 'finishers' }, t('board.finishers')),
          h('ol', {}, finished.map(key => byKey.get(key)).filter(Boolean).map(row => h('li', { key: rowKey(row) },
            h('span', { class: 'rank' }, row.rnk), h(Bib, { bib: row.bib }), h('span', { class: 'name' }, row.name, ' ', h(Inquiry, { row })),
            h(RunTotal, { row }), h('b', {}, row.rnk == null ? row.status : seconds(countedTotal(row))), h('span', { class: 'gap' }, row.rnk === 1 ? '' : row.totalBehind)))))),
      h('section', { class: 'best', 'aria-labelledby': 'best' },
        h('h2', { id: 'best' }, t('board.best')),
        h(Table, { state, rows: rows.filter(row => countedTotal(row) != null && row.rnk != null).slice(0, MAX_LEADERS), race: race.raceId, event: route.event, cat: '', bestRun: race.raceType === 'best-run-2', detailed: isDetailed(state), isMine: () => false, newTab: true, label: t('board.best'), rowsKey: race.raceId })));
  }
}
