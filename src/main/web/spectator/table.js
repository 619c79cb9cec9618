/** A race's table. */
import { Component, Fragment, h } from 'preact';
import { animateMoves, positions } from './rowAnimation.js';
import { Bib, Inquiry, memo, raceOf, Star } from './components.js';
import { Later } from './lazy.js';
import { riderPath } from './route.js';
import { now } from '../common/clock.js';
import { clockSeconds, countedTotal, duration, penalty, runs, seconds } from '../common/format.js';
import { startMoment } from '../common/programme.js';
import { rowKey } from '../client/state.js';
import { t } from '../common/i18n.js';

const Penalty = ({ value, field }) => h('span', { class: value > 0 ? 'pen' : 'pen none', ...field && { 'data-field': 'pen' } }, penalty(value));

/** Time and penalty of one run. Only the run whose values are the row's own `time` and `pen` gets `data-field`. */
function Run({ run, own }) {
  return h('td', { class: `run ${run.better ? 'better' : 'other'}`, role: 'cell', 'data-run': run.nr },
    run.status || own || run.time != null ? h('span', { class: 'nr' }, run.nr) : null,
    run.status ? h('span', { class: 'status' }, run.status) : null,
    h('span', { class: 'time', ...own && { 'data-field': 'time' } }, run.status && !own ? '' : seconds(run.time)),
    h(Penalty, { value: run.status && !own ? null : run.pen, field: own }),
    run.better ? h('span', { class: 'counts', title: t('run.counts') }, h('span', { class: 'quiet' }, t('run.counts'))) : null);
}

function timeCells(row, { bestRun, detailed }) {
  if (!detailed) return null;
  if (!bestRun) {
    // The timing system may send the time of another start for a rider who did not start.
    const { time, pen } = row.status === 'DNS' ? {} : row;
    return [
      h('td', { class: 'run time', role: 'cell', 'data-field': 'time' }, seconds(time)),
      h('td', { class: 'run', role: 'cell' }, h(Penalty, { value: pen, field: true })),
    ];
  }
  const [first, second] = runs(row);
  const ownIsSecond = second.time != null || second.total != null || (second.better && !first.better);
  return [h(Run, { run: first, own: !ownIsSecond }), h(Run, { run: second, own: ownIsSecond })];
}

const detailId = row => 'runs-' + row.bib;

class Row extends Component {
  shouldComponentUpdate(next) {
    return Object.keys(next).some(key => next[key] !== this.props[key]);
  }

  componentDidUpdate({ row }) {
    if (row === this.props.row) return;
    this.base.classList.remove('flash');
    void this.base.offsetWidth; // restarts a running animation
    this.base.classList.add('flash');
  }

  render({ row, race, event, cat, bestRun, detailed, mine, newTab, open, toggle }) {
    const rank = cat ? row.catRnk : row.rnk;
    const behind = cat ? row.catTotalBehind : row.totalBehind;
    const unfolds = !newTab && row.bib != null;
    return h('tr', {
      role: 'row', class: `${mine ? 'mine' : ''} ${open ? 'open' : ''} ${unfolds ? 'unfolds' : ''} ${rank == null ? 'unranked' : rank <= 3 ? 'podium' : ''}`, 'data-race': race, 'data-bib': row.bib ?? '', 'data-key': rowKey(row),
      onClick: unfolds ? ({ target }) => target.closest('a, button:not(.unfold)') || !getSelection().isCollapsed || toggle(rowKey(row)) : undefined,
      onAnimationEnd: event => event.target.classList.remove('flash'),
    },
    h('td', { class: 'rank', role: 'cell', 'data-field': 'rnk' }, rank),
    h('td', { class: 'no', role: 'cell', 'data-field': 'bib' }, h(Bib, { bib: row.bib })),
    h('th', { class: 'name', role: 'rowheader', scope: 'row' },
      row.bib == null ? h('span', { 'data-field': 'name' }, row.name)
        : newTab ? h('a', { href: riderPath(event, race, row.bib), 'data-field': 'name', target: '_blank', rel: 'noopener' }, row.name)
          : h('button', { type: 'button', class: 'unfold', 'data-field': 'name', 'aria-expanded': String(Boolean(open)), ...open && { 'aria-controls': detailId(row) } }, row.name),
      h('span', { class: 'club' }, h(Inquiry, { row }), h('span', { class: 'of-club' }, row.club), row.catId ? h('span', { class: 'cat' }, row.catId) : null,
        row.members ? h('span', { class: 'members' }, row.members.join(', ')) : null)),
    h('td', { class: 'category', role: 'cell' }, row.catId),
    timeCells(row, { bestRun, detailed }),
    h('td', { class: 'total', role: 'cell', 'data-field': 'total' }, row.status && row.rnk == null ? row.status : seconds(countedTotal(row))),
    h('td', { class: 'behind', role: 'cell', 'data-field': 'behind' }, rank === 1 ? '' : behind),
    h('td', { class: 'fav', role: 'cell' }, newTab ? null : h(Star, { row })));
  }
}

/**
 * The table of a race. Rows keep their elements when their rank changes, and move to their new position animated. A row
 * unfolds in place to the rider's runs, and stays so while it changes.
 *
 * @param state of the event
 * @param rowsKey names the choice of rows; when it changes, rows are not animated
 */
export class Table extends Component {
  state = { open: new Set() };

  toggle = key => this.setState(({ open }) => {
    const next = new Set(open);
    if (!next.delete(key)) next.add(key);
    return { open: next };
  });

  getSnapshotBeforeUpdate() {
    return positions([...this.body.children]);
  }

  componentDidUpdate(before, state, oldPositions) {
    if (before.rowsKey === this.props.rowsKey) animateMoves([...this.body.children], oldPositions);
  }

  render({ state, rows, race, event, cat, bestRun, detailed, isMine, newTab, label }, { open }) {
    const columns = ['rank', 'bib', 'name', 'category', ...!detailed ? [] : bestRun ? ['run1', 'run2'] : ['time', 'pen'], 'total', 'behind', 'favourite'];
    return h('table', { class: `results ${!detailed ? 'simple' : bestRun ? 'two' : 'one'}`, role: 'table', 'aria-label': label },
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, columns.map(column =>
        h('th', { key: column, class: 'c-' + column, role: 'columnheader', scope: 'col' }, h('span', {}, t('column.' + column)))))),
      h('tbody', { role: 'rowgroup', ref: body => { this.body = body; } }, rows.map(row =>
        h(Fragment, { key: rowKey(row) },
          h(Row, { row, race, event, cat, bestRun, detailed, newTab, mine: isMine(row), open: open.has(rowKey(row)), toggle: this.toggle }),
          open.has(rowKey(row)) ? h('tr', { class: 'unfolded', role: 'row', id: detailId(row), 'data-key': rowKey(row) + ' runs' }, h('td', { role: 'cell', colspan: columns.length },
            h(Later, { from: 'extras', part: 'Unfolded', event, race: raceOf(state, race), rows: state.results[race], bib: row.bib, waiting: h('p', { class: 'note' }, t('loading')) }))) : null))));
  }
}

const DAY_MS = 86400000;

/** The time until a start, every second. Empty after it, and more than a day before it. */
class Countdown extends Component {
  componentDidMount() {
    this.timer = setInterval(() => this.forceUpdate(), 1000);
  }

  componentWillUnmount() {
    clearInterval(this.timer);
  }

  render({ until }) {
    const left = until - now();
    return h('p', { class: 'countdown', role: 'timer' }, left > 0 && left < DAY_MS ? [t('start.in'), ' ', h('b', {}, duration(left))] : null);
  }
}

/**
 * The start list, with the next rider marked.
 *
 * @param of the race
 * @param race its id
 */
export const StartList = memo(({ entries, rows, oncourse, of, race, event, isMine }) => {
  const byBib = new Map(rows.map(row => [row.bib, row]));
  const onCourse = new Map(oncourse.map(rider => [rider.bib, rider]));
  const resultOf = entry => {
    const row = byBib.get(entry.bib);
    if (!row) return '';
    if (row.totalTotal === undefined) return row.status ?? seconds(row.total);
    const [, second] = runs(row);
    return second.status ?? seconds(second.total);
  };
  const states = entries.map(entry => onCourse.get(entry.bib)?.dtStart ? 'now' : resultOf(entry) ? 'done' : 'open');
  const lastStarted = Math.max(states.lastIndexOf('done'), states.lastIndexOf('now'));
  const next = states.findIndex((one, i) => i > lastStarted && one === 'open');
  const takesPlace = !/^(7|12|13)$/.test(of.raceStatus);
  return [takesPlace ? h(Countdown, { until: startMoment(of, entries[next]?.startTime) }) : null, h('p', { class: 'zone' }, t('time.venue')), h('ol', { class: 'startlist' }, entries.map((entry, i) =>
    h('li', { key: `${entry.bib} ${i}`, class: `${states[i]} ${i === next ? 'next' : ''} ${isMine(entry) ? 'mine' : ''}`, 'data-start': entry.bib },
      h('span', { class: 'order' }, entry.startOrder),
      h(Bib, { bib: entry.bib }),
      h('a', { class: 'name', href: riderPath(event, race, entry.bib ?? '') }, entry.name),
      h('span', { class: 'of' }, entry.club),
      h('span', { class: 'when' }, states[i] === 'now' ? t('start.now') : i === next ? t('start.next') : resultOf(entry) || clockSeconds(entry.startTime)),
      h(Star, { row: entry }))))];
});
