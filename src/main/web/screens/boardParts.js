/** The parts of the board. */
import { h } from 'preact';
import { lastRun, placesGained } from './finishers.js';
import { Fit, FitHeight } from './fit.js';
import { outlookOf } from './outlook.js';
import { isOff } from './phase.js';
import { isOfficial, resultsState } from './resultsState.js';
import { RiderClock } from '../common/riderClock.js';
import { now } from '../common/clock.js';
import { clockSeconds, clockTime, countedTotal, duration, joined, penalty, runs, seconds, shortDay } from '../common/format.js';
import { Gates } from '../common/gates.js';
import { t } from '../common/i18n.js';
import { raceName, raceOf } from '../common/names.js';
import { Inquiry } from '../common/raceSigns.js';
import { dayOf, venueTime } from '../common/underway.js';
import { startMoment } from '../common/programme.js';
import { riderKey, rowKey } from '../client/state.js';

const NEXT = 3;
const PODIUM = 3;
const DAY_MS = 86400000;

const Bib = ({ bib }) => h('span', { class: 'bib' }, bib ?? '–');

/** Club or nation, and the members of a team. */
const from = row => joined(' · ', row.club || row.noc, (row.members ?? []).join(', '));

/** A rider: the full name, and below it the club or nation. */
const Who = ({ row, more }) => h('div', { class: 'who' },
  h(Fit, { class: 'name', text: row.name ?? '' }),
  h(Fit, { class: 'of', text: joined(' · ', more, from(row)) || '\u00a0' }));

const totalText = row => row.rnk == null ? row.status ?? seconds(countedTotal(row)) : seconds(countedTotal(row));

const gapText = (row, rank = row.rnk, behind = row.totalBehind) => rank == null || rank === 1 ? '' : behind ?? '';

/** The time of day at the venue. */
export function Clock({ race }) {
  const time = venueTime(race?.startTime, now()).slice(11, 19);
  return h('time', { class: 'of-day' }, time.slice(0, 5), h('small', {}, time.slice(5)));
}

/** The total of the run that a rider has finished, if the other run counts. */
function OtherRun({ row }) {
  const run = lastRun(row);
  const other = row.totalTotal !== undefined && row.rnk != null && (run.status != null || run.total !== countedTotal(row));
  return other ? h('span', { class: 'of' }, joined(' ', t('column.run' + run.nr), run.status ?? seconds(run.total))) : null;
}

/** How many places a run brought, as a sign and a number. */
function Change({ gained }) {
  if (!gained) return null;
  return h('span', { class: `change ${gained > 0 ? 'up' : 'down'}`, role: 'img', 'aria-label': t(gained > 0 ? 'board.up' : 'board.down', { n: Math.abs(gained) }) }, Math.abs(gained));
}

const Marks = ({ race, rows, row }) => [h(Change, { gained: placesGained(race, rows, row) }), h(OtherRun, { row }), h(Inquiry, { row })];

function outlookText(entry) {
  const { gap, total } = outlookOf(entry);
  const name = entry.ttbName;
  return joined('  ·  ', entry.rank && t('course.rank', { rank: entry.rank }),
    gap && (name ? t('course.to', { gap, name }) : t('course.behind', { gap })), total && joined(' ', t('course.beat'), total, name));
}

/** The riders under way, and the total to beat. */
export function OnCourse({ state, race, riders, best, detailed }) {
  return h('section', { class: 'oncourse', 'data-oncourse': '', 'aria-labelledby': 'oncourse' },
    h('h2', { id: 'oncourse' }, t('course.title')),
    best ? h('p', { class: 'beat' }, h('span', {}, t('course.beat')), h('b', { 'data-beat': '' }, seconds(countedTotal(best))), h(Fit, { class: 'name', text: best.name ?? '' })) : null,
    riders.length ? h(FitHeight, { class: 'riders', items: `${riders.length} ${detailed}` }, h('ul', {}, riders.map(entry => {
      const other = entry.raceId === race.raceId ? null : raceOf(state, entry.raceId);
      return h('li', { key: riderKey(entry), class: 'rider', 'data-bib': entry.bib, 'data-race': entry.raceId },
        h(Bib, { bib: entry.bib }),
        h(Who, { row: entry, more: other && raceName(state, other) }),
        h('div', { class: 'clock' }, entry.time == null ? h('b', {}, t('start.now')) : h(RiderClock, { time: entry.time }),
          h('span', { class: 'pen' }, entry.pen > 0 ? `+${penalty(entry.pen)} s` : '')),
        detailed ? h(Gates, { gates: (entry.gates ?? []).map(gate => gate?.penalty !== undefined ? gate.penalty : gate), course: raceOf(state, entry.raceId)?.gates }) : null,
        h(Fit, { class: 'outlook', text: outlookText(entry) }));
    }))) : h('p', { class: 'nobody' }, t('course.nobody')));
}

/** The next starters, and how long until the first of them starts. */
export function Next({ race, starters, first }) {
  const next = starters.slice(0, NEXT);
  const at = next[0] ? next[0].at : startMoment(race, race.startTime);
  const left = at - now();
  const time = left > DAY_MS ? joined(', ', shortDay(dayOf(race)), clockTime(next[0]?.startTime ?? race.startTime)) : left > 0 ? duration(left) : null;
  return h('section', { class: 'next', 'aria-labelledby': 'next' },
    h('h2', { id: 'next' }, t('board.next')),
    isOff(race) ? h('p', { class: `off s${race.raceStatus}` }, t('race.off.' + race.raceStatus))
      : time ? h('p', { class: `countdown ${first ? 'first' : ''}` }, h('span', {}, t(left > DAY_MS ? 'board.firstStart' : 'start.in')), ' ', h('b', { role: 'timer', 'data-countdown': '' }, time)) : null,
    next.length ? h('ol', {}, next.map(entry => h('li', { key: entry.bib, 'data-next': entry.bib },
      h(Bib, { bib: entry.bib }), h(Who, { row: entry }), h('span', { class: 'when' }, clockSeconds(entry.startTime))))) : null);
}

/** The last finishers; the newest is big. */
export function Finish({ race, rows, finished, isNew }) {
  return h('section', { class: 'finishers', 'aria-labelledby': 'finishers' },
    h('h2', { id: 'finishers' }, t('board.finishers')),
    h('ol', {}, finished.map((row, i) => h('li', { key: rowKey(row), class: i ? '' : isNew ? 'newest flash' : 'newest', 'data-finisher': row.bib },
      h('span', { class: 'rank' }, row.rnk), h(Bib, { bib: row.bib }), h(Who, { row }),
      h('span', { class: 'marks' }, h(Marks, { race, rows, row })),
      h('b', { ...!i && { 'data-finish-total': '' } }, totalText(row)),
      h('span', { class: 'gap' }, gapText(row))))));
}

const PageNumber = ({ page }) => page.of > 1 ? h('span', { class: 'page' }, `${page.nr} / ${page.of}`) : null;

const col = ([name]) => h('col', { key: name, class: 'c-' + name });

const key = page => `${page.name} ${page.nr}`;

/** A page of the table. A column that nobody on the page has anything in is left out. */
export function Results({ state, race, page, newest }) {
  const inCategory = page.catId !== undefined;
  const two = page.rows.some(row => row.totalTotal !== undefined) && state.event.displayMode !== 'simple';
  const rank = row => inCategory ? row.catRnk : row.rnk;
  const gap = row => gapText(row, rank(row), inCategory ? row.catTotalBehind : row.totalBehind);
  const columns = [
    ['rank', rank, 'rnk'],
    ['bib', row => row.bib],
    ...two ? [0, 1].map(i => [`run${i + 1}`, row => runText(runs(row)[i])]) : [],
    ['total', totalText],
    ['behind', gap],
  ].filter(([, text]) => page.rows.some(row => text(row) != null && text(row) !== ''));
  const before = columns.filter(([name]) => name === 'rank' || name === 'bib');
  const after = columns.filter(([name]) => name !== 'rank' && name !== 'bib');
  const cell = row => ([name, text, field = name]) => h('td', { key: name, class: name, 'data-field': field }, name === 'bib' ? h(Bib, { bib: row.bib }) : text(row));
  const head = ([name]) => h('th', { key: name, class: name, scope: 'col' }, t('column.' + name));
  return h('section', { class: 'table', 'aria-labelledby': 'page', 'data-page': key(page) },
    h('h2', { id: 'page' }, h(Fit, { text: page.name }), h(PageNumber, { page })),
    h('div', { class: 'rows' }, h('table', { key: key(page), class: 'turned' },
      h('colgroup', {}, before.map(col), h('col'), after.map(col)),
      h('thead', {}, h('tr', {}, before.map(head), h('th', { class: 'who', scope: 'col' }, t('column.name')), after.map(head))),
      h('tbody', {}, page.rows.map(row => h('tr', { key: rowKey(row), class: joined(' ', rowKey(row) === newest && 'new', rank(row) <= 3 && rank(row) != null && 'podium'), 'data-race': race.raceId, 'data-bib': row.bib ?? '' },
        before.map(cell(row)),
        h('th', { class: 'who-cell', scope: 'row' }, h(Who, { row, more: joined(' ', inCategory ? '' : row.catId) }), h(Inquiry, { row })),
        after.map(cell(row))))))));
}

const runText = run => run.status ?? seconds(run.total);

/** A page of the start list. */
export function StartList({ page }) {
  const timed = page.rows.some(entry => entry.startTime);
  return h('section', { class: 'table', 'aria-labelledby': 'page', 'data-page': key(page) },
    h('h2', { id: 'page' }, h(Fit, { text: page.name }), h(PageNumber, { page })),
    h('div', { class: 'rows' }, h('table', { key: key(page), class: 'turned' },
      h('colgroup', {}, col(['bib']), h('col'), timed ? col(['when']) : null),
      h('thead', {}, h('tr', {}, h('th', { class: 'bib', scope: 'col' }, t('column.bib')), h('th', { class: 'who', scope: 'col' }, t('column.name')), timed ? h('th', { class: 'when', scope: 'col' }, t('board.start')) : null)),
      h('tbody', {}, page.rows.map(entry => h('tr', { key: entry.bib, 'data-start': entry.bib },
        h('td', { class: 'bib' }, h(Bib, { bib: entry.bib })),
        h('th', { class: 'who-cell', scope: 'row' }, h(Who, { row: entry, more: entry.catId })),
        timed ? h('td', { class: 'when' }, clockSeconds(entry.startTime)) : null))))));
}

const Standing = ({ state, race }) => h('p', { class: `standing ${isOfficial(state, race) ? 'official' : ''}`, 'data-standing': '' }, h(Fit, { text: resultsState(state, race, now()) }));

/** The first three, and all who share the third place. */
export function Podium({ state, race, rows }) {
  return h('section', { class: 'winners', 'aria-labelledby': 'winners' },
    h('h2', { id: 'winners' }, t('board.podium')),
    h(Standing, { state, race }),
    h(FitHeight, { items: rows.filter(row => row.rnk <= PODIUM && row.rnk != null).length }, h('ol', {}, rows.filter(row => row.rnk != null && row.rnk <= PODIUM).map(row =>
      h('li', { key: rowKey(row), class: `place${row.rnk}`, 'data-place': row.rnk },
        h('span', { class: 'rank' }, row.rnk), h(Bib, { bib: row.bib }), h(Who, { row }),
        h('b', { ...row.rnk === 1 && { 'data-finish-total': '' } }, totalText(row)), h('span', { class: 'gap' }, gapText(row)))))));
}

/** The sponsors' pictures, if the service has any. */
export function Sponsors() {
  const pictures = (document.documentElement.dataset.sponsors ?? '').split(' ').filter(Boolean);
  return pictures.length ? h('footer', { class: 'sponsors' }, pictures.map(src => h('img', { key: src, src, alt: '' }))) : null;
}
