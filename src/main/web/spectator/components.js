/** Small components that several views use. */
import { Component, h } from 'preact';
import { isFavourite, toggleFavourite } from './favourites.js';
import { Later } from './lazy.js';
import { isLeftOpen } from '../common/underway.js';
import { joined, shortDay } from '../common/format.js';
import { ridersShown } from '../client/state.js';
import { hasText, t } from '../common/i18n.js';

/** A component that is rendered again only when one of its properties is another object. */
export function memo(view) {
  return class extends Component {
    shouldComponentUpdate(next) {
      return Object.keys({ ...next, ...this.props }).some(key => next[key] !== this.props[key]);
    }

    render(props) {
      return view(props);
    }
  };
}

export const className = (state, classId) => {
  const found = state.classes.find(one => one.classId === classId);
  return found?.longTitle || found?.name || classId;
};

export const raceType = race => t('raceType.' + race.raceType);

export const raceName = (state, race) => `${className(state, race.classId)}, ${raceType(race)}`;

/** The day of a race and its name within its class: "Sat, Apr 6 · 2nd run". */
export const runName = race => joined(' · ', shortDay(race.startTime), raceType(race));

/** Whether the organiser chose the detailed display: runs and gates are shown, too. */
export const isDetailed = state => state.event?.displayMode !== 'simple';

export const raceOf = (state, raceId) => state.races.find(race => race.raceId === raceId);

export const Bib = ({ bib }) => h('span', { class: 'bib' }, bib ?? '–');

/** The status of an event, by colour, sign and word. */
export function Sign({ status }) {
  if (!status) return null;
  const official = status === 'official';
  return h('span', { class: `sign ${status}`, ...official && { 'data-official': '' } },
    h('span', { 'aria-hidden': 'true' }, official ? '✓ ' : status === 'running' ? '● ' : ''), t('status.' + status));
}

const FINISHED = 4;
const OFFICIAL = 5;

/** The race status to show; null if the timing system's status cannot be right. */
function raceStatus({ races, event }, race) {
  const number = race.raceStatus;
  if (isLeftOpen(races, race, Date.now())) return event.status === 'official' ? OFFICIAL : null;
  if (number !== 3 && number !== FINISHED) return number;
  return event.status === 'official' ? OFFICIAL : number === 3 && event.status === 'finished' ? null : number;
}

/** The status of a race: "on course" while it has riders on course, else the timing system's status, if it has a text. */
export function RaceSign({ state, race }) {
  const onCourse = ridersShown(state).some(rider => rider.raceId === race.raceId);
  const number = onCourse ? 3 : raceStatus(state, race);
  const word = onCourse ? 'race.onCourse' : `raceStatus.${number}`;
  return hasText(word) ? h('span', { class: `at s${number}`, 'data-race-status': race.raceStatus }, t(word)) : null;
}

/** Race statuses after which the race does not take place as planned: cancelled, rescheduled, postponed. */
const OFF = [7, 12, 13];

/** A sentence on a race that does not take place as planned. */
export const OffNote = ({ race }) => OFF.includes(race.raceStatus) ? h('p', { class: `off-note s${race.raceStatus}` }, t('race.off.' + race.raceStatus)) : null;

/** Since when results are official, or until when protests may be made; its text is in later.js. */
export const ResultsNote = ({ state, race }) => race?.protestUntil || race?.officialAt || state.officialAt ? h(Later, { part: 'ResultsState', state, race, waiting: h('p', {}, '\u00a0') }) : null;

/** The mark of a result under investigation. */
export const Inquiry = ({ row }) => row.underInvestigation ? h('span', { class: 'inquiry', title: t('inquiry.about') }, t('inquiry')) : null;

export const STAR = 'M12 2.8l2.8 5.9 6.4.9-4.6 4.5 1.1 6.4-5.7-3-5.7 3 1.1-6.4L2.8 9.6l6.4-.9z';

export function Star({ row }) {
  const on = isFavourite(row.athleteId);
  return h('button', {
    type: 'button', class: 'star', 'data-favourite': row.athleteId, 'aria-pressed': String(on),
    'aria-label': t('favourite.of', { name: row.name }), title: t('favourite.mine'), onClick: () => toggleFavourite(row),
  }, h('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    h('path', { d: STAR })));
}

const FAULTS = { 2: 'touched', 50: 'missed' };
const isFault = value => value > 0;

/**
 * A run gate by gate. A gate's value is its penalty in seconds, or null if it is not passed yet. One boat gets 2 or 50, a
 * team the sum of its boats. Upstream gates point up.
 *
 * @param course how each gate is passed, 'R' is upstream; null if that is not known
 * @param numbered whether the gates have their numbers above them
 * @param waiting whether the gates are not loaded yet; then only their place is kept
 * @param compared { name, gates } of another run; the difference in seconds is below each gate
 */
export function Gates({ gates, course, numbered, compared, waiting }) {
  const isUp = i => course?.[i] === 'R';
  const faults = gates.flatMap((value, i) => isFault(value) ? [t(`gate.${FAULTS[value] ?? 'other'}`, { gate: i + 1, pen: value })] : []);
  const up = gates.flatMap((value, i) => isUp(i) ? [i + 1] : []).join(', ');
  const label = joined(', ', t('gate.passed', { n: gates.filter(value => value != null).length, all: gates.length }), ...faults);
  const differences = gates.map((value, i) => {
    const other = compared?.gates[i];
    return value == null || other == null || value === other ? '' : (value > other ? '+' : '−') + Math.abs(value - other);
  });
  const different = compared && differences.flatMap((pen, i) => pen ? [t('gate.other', { gate: i + 1, pen })] : []).join(', ');
  return h('div', { class: joined(' ', 'gates', numbered && 'numbered', compared && 'compared', waiting && 'waiting'), role: 'img', 'aria-label': joined('; ', label, different && t('gate.than', { name: compared.name, gates: different }), up && t('gate.up', { gates: up })), style: { '--half': Math.ceil(gates.length / 2) } },
    gates.map((value, i) => h('i', { key: i, class: joined(' ', value == null ? '' : value >= 50 ? 'missed' : isFault(value) ? 'touched' : 'clean', isUp(i) && 'up') },
      numbered ? h('small', {}, i + 1) : null, value || '', differences[i] ? h('em', { class: differences[i][0] === '+' ? 'worse' : 'better' }, differences[i]) : null)));
}
