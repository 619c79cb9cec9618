/** Small components that several views use. */
import { Component, h } from 'preact';
import { isFavourite, toggleFavourite } from './favourites.js';
import { t } from '../common/i18n.js';

export { Gates } from '../common/gates.js';
export { Inquiry, RaceSign } from '../common/raceSigns.js';
export { className, raceName, raceOf, raceType, runName } from '../common/names.js';

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

/** Whether the organiser chose the detailed display: runs and gates are shown, too. */
export const isDetailed = state => state.event?.displayMode !== 'simple';

export const Bib = ({ bib }) => h('span', { class: 'bib' }, bib ?? '–');

/** The status of an event, by colour, sign and word. */
export function Sign({ status }) {
  if (!status) return null;
  const official = status === 'official';
  return h('span', { class: `sign ${status}`, ...official && { 'data-official': '' } },
    h('span', { 'aria-hidden': 'true' }, official ? '✓ ' : status === 'running' ? '● ' : ''), t('status.' + status));
}

/** Race statuses after which the race does not take place as planned: cancelled, rescheduled, postponed. */
const OFF = [7, 12, 13];

/** A sentence on a race that does not take place as planned. */
export const OffNote = ({ race }) => OFF.includes(race.raceStatus) ? h('p', { class: `off-note s${race.raceStatus}` }, t('race.off.' + race.raceStatus)) : null;

export const STAR = 'M12 2.8l2.8 5.9 6.4.9-4.6 4.5 1.1 6.4-5.7-3-5.7 3 1.1-6.4L2.8 9.6l6.4-.9z';

export function Star({ row }) {
  const on = isFavourite(row.athleteId);
  return h('button', {
    type: 'button', class: 'star', 'data-favourite': row.athleteId, 'aria-pressed': String(on),
    'aria-label': t('favourite.of', { name: row.name }), title: t('favourite.mine'), onClick: () => toggleFavourite(row),
  }, h('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' },
    h('path', { d: STAR })));
}

