/** The parts of an overlay. Class names and custom properties are documented in specs/screens.md, and stay. */
import { Component, h } from 'preact';
import { leaders, riderToShow, ridersOnCourse, starters } from './overlayChoice.js';
import { outlookOf } from './outlook.js';
import { phaseOf } from './phase.js';
import { isOfficial, resultsState } from './resultsState.js';
import { RiderClock } from '../common/riderClock.js';
import { className, raceName, raceOf, raceType } from '../common/names.js';
import { clockSeconds, countedTotal, duration, joined, penalty, runs, seconds } from '../common/format.js';
import { tableOf } from '../common/ranking.js';
import { riderKey, rowKey } from '../client/state.js';
import { t } from '../common/i18n.js';

export const LEAVE_MS = 350;
const DAY_MS = 86400000;

/**
 * Shows content and lets it enter and leave animated: content with another key enters when the one before has left. With
 * reduced motion it changes at once.
 *
 * @param content { key, view }, or null for nothing
 * @param still whether to change without animation
 * @param redraw is called when something is to be rendered again
 */
class Entrance extends Component {
  shown = null;

  componentWillUnmount() {
    clearTimeout(this.timer);
  }

  render({ content, still, redraw }) {
    if (this.shown && this.shown.key !== content?.key && !this.timer) {
      const pause = still || matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : LEAVE_MS;
      if (pause) {
        this.timer = setTimeout(() => {
          this.timer = null;
          this.shown = null;
          redraw();
        }, pause);
      } else {
        this.shown = null;
      }
    }
    // What has entered without animation must not be animated by a later drawing.
    if (!this.timer) this.shown = content && { ...content, still: this.shown ? this.shown.still : still };
    return this.shown && h('div', { key: this.shown.key, class: joined(' ', 'overlay-entrance', this.timer && 'overlay-leaving', this.shown.still && 'overlay-still') }, this.shown.view);
  }
}

const Bib = ({ bib }) => h('span', { class: 'overlay-bib' }, bib ?? '–');
const Nation = ({ noc }) => noc ? h('span', { class: 'overlay-nation' }, noc) : null;
const Name = ({ children }) => h('span', { class: 'overlay-name' }, children);
const Penalties = ({ pen }) => pen > 0 ? h('span', { class: 'overlay-pen' }, `+${penalty(pen)}`) : null;

const rowOf = (state, { raceId, bib }) => tableOf(state, raceId)?.find(row => row.bib === bib);
const startOf = (state, { raceId, bib }) => state.startlists[raceId]?.find(row => row.bib === bib);
const isSecond = race => race?.raceType === 'best-run-2';

/** The time of a rider: it runs on from the start to the finish. */
function Time({ entry }) {
  if (entry.dtStart == null) return h('b', { class: 'overlay-time overlay-waiting' }, t('course.start'));
  if (entry.dtFinish != null || entry.time == null) return h('b', { class: 'overlay-time' }, seconds(entry.time));
  return h('b', { class: 'overlay-time' }, h(RiderClock, { key: riderKey(entry), time: entry.time }));
}

const Rank = ({ rank }) => rank ? h('span', { class: 'overlay-rank' }, t('course.rank', { rank })) : null;
const Gap = ({ gap }) => gap ? h('span', { class: joined(' ', 'overlay-gap', /^[-−]/.test(gap) ? 'overlay-ahead' : 'overlay-behind') }, gap) : null;

/** What the table says of a rider who has finished; before the table has it, the total of the finish clock. */
function Finish({ state, entry }) {
  const row = rowOf(state, entry);
  const second = isSecond(raceOf(state, entry.raceId));
  const run = row && (second ? runs(row)[1] : row);
  if (run?.total == null && run?.status == null) return h('b', { class: 'overlay-total' }, seconds(entry.total));
  const combined = second && countedTotal(row) != null && countedTotal(row) !== run.total;
  return [
    h('b', { class: 'overlay-total' }, run.status ?? seconds(run.total)),
    combined && h('span', { class: 'overlay-combined' }, t('run.combined'), ' ', seconds(countedTotal(row))),
    h(Rank, { rank: row.rnk }), h(Gap, { gap: row.rnk > 1 && row.totalBehind }),
  ];
}

/** The total that leads the race, and whose it is. */
function ToBeat({ state, raceId }) {
  const best = tableOf(state, raceId)?.find(row => row.rnk === 1);
  return best ? h('p', { class: 'overlay-beat' }, h('span', {}, t('course.beat')), ' ', h('b', {}, seconds(countedTotal(best))), ' ', h('span', { class: 'overlay-name' }, best.name)) : null;
}

function Outlook({ entry }) {
  const { gap, total } = outlookOf(entry);
  return [
    h(Rank, { rank: entry.rank }), h(Gap, { gap }),
    total && h('p', { class: 'overlay-beat' }, h('span', {}, t('course.beat')), ' ', h('b', {}, total)),
  ];
}

function lowerThird({ memory, state, race, options, at }) {
  const entry = riderToShow(memory, state, { race, clock: options.clock }, at);
  if (!entry) return null;
  const of = raceOf(state, entry.raceId);
  const about = rowOf(state, entry) ?? startOf(state, entry);
  const finished = entry.dtFinish != null;
  return {
    key: riderKey(entry),
    view: h('div', { class: 'overlay-plate overlay-lower-third', 'data-state': finished ? 'finished' : entry.dtStart == null ? 'waiting' : 'running', 'data-bib': entry.bib, 'data-race': entry.raceId },
      h('div', { class: 'overlay-who' },
        h(Bib, { bib: entry.bib }), h(Name, {}, entry.name), h(Nation, { noc: about?.noc })),
      h('div', { class: 'overlay-run' }, h(Time, { entry }), h(Penalties, { pen: entry.pen })),
      h('div', { class: 'overlay-of' }, h('span', { class: 'overlay-club' }, entry.club), of && h('span', { class: 'overlay-class' }, raceName(state, of))),
      h('div', { class: 'overlay-standing' }, finished ? h(Finish, { state, entry }) : entry.dtStart == null ? null : h(Outlook, { entry }))),
  };
}

function clock({ memory, state, race, options, at }) {
  const entry = riderToShow(memory, state, { race, clock: options.clock }, at);
  return entry && {
    key: riderKey(entry),
    view: h('div', { class: 'overlay-plate overlay-clock', 'data-bib': entry.bib, 'data-race': entry.raceId },
      h('div', { class: 'overlay-run' }, h(Bib, { bib: entry.bib }), h(Time, { entry }), h(Penalties, { pen: entry.pen })),
      h(ToBeat, { state, raceId: entry.raceId })),
  };
}

const Head = ({ state, race, of = raceType(race), children }) => h('header', { class: 'overlay-head' },
  h('h1', {}, className(state, race.classId)), h('p', {}, joined(' · ', of, children)));

/** Of a race that is over: provisional, under protest until a time, or official. */
const Standing = ({ state, race, at }) => phaseOf(state, race, tableOf(state, race.raceId)) === 'after'
  ? h('p', { class: joined(' ', 'overlay-results', isOfficial(state, race) && 'overlay-official') }, resultsState(state, race, at)) : null;

function top({ state, shownRace, options, at }) {
  const race = raceOf(state, shownRace);
  const first = race ? leaders(state, shownRace, options) : [];
  const category = state.categories.find(one => one.catId === options.cat);
  return first.length === 0 ? null : {
    key: joined(' ', 'top', shownRace, options.cat),
    view: h('div', { class: 'overlay-plate overlay-table overlay-top', 'data-race': shownRace },
      // Of a second run these are the totals of the better one.
      h(Head, { state, race, of: isSecond(race) ? t('run.combined') : undefined }, options.cat && (category?.name ?? options.cat)),
      h('ol', {}, first.map(({ row, rank, gap }) => h('li', { key: rowKey(row), 'data-bib': row.bib },
        h('span', { class: 'overlay-rank' }, rank), h(Name, {}, row.name), h(Nation, { noc: row.noc }),
        h('b', { class: 'overlay-total' }, seconds(countedTotal(row))), h('span', { class: 'overlay-gap' }, rank === 1 ? '' : gap)))),
      h(Standing, { state, race, at })),
  };
}

function next({ state, shownRace, options, at }) {
  const race = raceOf(state, shownRace);
  const first = starters(state, race, options.n);
  const left = first[0]?.at - at;
  return first.length === 0 ? null : {
    key: `next ${shownRace}`,
    view: h('div', { class: 'overlay-plate overlay-table overlay-next', 'data-race': shownRace },
      h(Head, { state, race }, t('overlay.next')),
      left > 0 && left < DAY_MS ? h('p', { class: 'overlay-countdown' }, t('start.in'), ' ', h('b', {}, duration(left))) : null,
      h('ol', {}, first.map(row => h('li', { key: rowKey(row), 'data-bib': row.bib },
        h('span', { class: 'overlay-start' }, clockSeconds(row.startTime)), h(Bib, { bib: row.bib }), h(Name, {}, row.name), h(Nation, { noc: row.noc }))))),
  };
}

/** A run gate by gate: clean, touched, missed, or not passed yet; upstream gates are marked. */
const Gates = ({ gates, course }) => h('div', { class: 'overlay-gates' }, gates.map((value, i) => h('i', {
  key: i, class: joined(' ', value == null ? '' : value >= 50 ? 'missed' : value > 0 ? 'touched' : 'clean', course?.[i] === 'R' && 'up'),
}, value || '')));

function water({ memory, state, race, at }) {
  const riders = ridersOnCourse(memory, state, { race }, at);
  return riders.length === 0 ? null : {
    key: 'water',
    view: h('div', { class: 'overlay-plate overlay-table overlay-water' },
      h('header', { class: 'overlay-head' }, h('h1', {}, t('course.title'))),
      h('ul', {}, riders.map(entry => {
        const of = raceOf(state, entry.raceId);
        return h('li', { key: riderKey(entry), 'data-bib': entry.bib, 'data-race': entry.raceId },
          h(Bib, { bib: entry.bib }), h(Name, {}, entry.name), h('span', { class: 'overlay-class' }, of && className(state, of.classId)),
          h('div', { class: 'overlay-run' }, h(Time, { entry }), h(Penalties, { pen: entry.pen })),
          state.event.displayMode === 'simple' ? null : h(Gates, { gates: entry.gates ?? [], course: of?.gates }));
      }))),
  };
}

const CONTENTS = { 'lower-third': lowerThird, clock, top, next, water };

/**
 * One part of an overlay.
 *
 * @param memory the CourseMemory of the states so far
 * @param race race of the overlay's address; null if it follows the race under way
 * @param shownRace the race whose table and start list are shown
 * @param at the moment that is shown, in milliseconds since 1970
 * @param hidden whether nothing is to be shown: nothing is known, or it is not fresh
 */
export function OverlayPart({ memory, state, race, shownRace, options, at, hidden, still, redraw }) {
  const content = hidden || !state.event ? null : CONTENTS[options.part]({ memory, state, race, shownRace, options, at });
  return h('div', { class: `overlay overlay-theme-${options.theme}`, 'data-part': options.part, 'data-place': options.place },
    h(Entrance, { content, still, redraw }));
}
