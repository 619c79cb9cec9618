/** Small parts that several views are made of. */
import { Component, h } from 'preact';
import { isFavourite, toggleFavourite } from './favourites.js';
import { joined } from '../common/format.js';
import { t } from '../common/i18n.js';

/** A view that is drawn anew only when one of its properties is another object. */
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

export const raceOf = (state, raceId) => state.races.find(race => race.raceId === raceId);

export const Bib = ({ bib }) => h('span', { class: 'bib' }, bib ?? '–');

/** Official, or not yet: told apart by colour, form and word. */
export function Sign({ status }) {
  if (!status) return null;
  const official = status === 'official';
  return h('span', { class: `sign ${status}`, ...official && { 'data-official': '' } },
    h('span', { 'aria-hidden': 'true' }, official ? '✓ ' : status === 'running' ? '● ' : ''), t('status.' + status));
}

export const STAR = 'M12 2.8l2.8 5.9 6.4.9-4.6 4.5 1.1 6.4-5.7-3-5.7 3 1.1-6.4L2.8 9.6l6.4-.9z';

export function Star({ row }) {
  const on = isFavourite(row.athleteId);
  return h('button', {
    type: 'button', class: 'star', 'data-favourite': row.athleteId, 'aria-pressed': String(on),
    'aria-label': t('favourite.of', { name: row.name }), onClick: () => toggleFavourite(row),
  }, h('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    h('path', { d: STAR })));
}

const PASSED = { 0: 'clean', 2: 'touched', 50: 'missed' };

/** A run gate by gate, as penalties in seconds; null is not passed yet. */
export function Gates({ gates }) {
  const faults = gates.flatMap((value, i) => value > 0 ? [t('gate.' + PASSED[value], { gate: i + 1 })] : []);
  const label = joined(', ', t('gate.passed', { n: gates.filter(value => value != null).length, all: gates.length }), ...faults);
  return h('div', { class: 'gates', role: 'img', 'aria-label': label, style: { '--half': Math.ceil(gates.length / 2), '--all': gates.length } },
    gates.map((value, i) => h('i', { key: i, class: value == null ? '' : PASSED[value] ?? 'missed' }, value || '')));
}
