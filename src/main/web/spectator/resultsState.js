/** What counts about a race's results: until when protests may be made, or since when they are official. */
import { Component, h } from 'preact';
import { now } from '../common/clock.js';
import { clockTime, duration, joined, shortDay } from '../common/format.js';
import { t } from '../common/i18n.js';
import { venueTime } from '../common/underway.js';

/** The number of a race whose official results were changed. */
const REVISED = 6;

const at = (state, race, iso) => venueTime(race?.startTime ?? state.races.find(one => one.startTime)?.startTime, Date.parse(iso));

/** Until when protests may be made, counting down; at the end it says so by itself. */
class ProtestTime extends Component {
  componentDidMount() {
    this.timer = setInterval(() => this.forceUpdate(), 1000);
  }

  componentWillUnmount() {
    clearInterval(this.timer);
  }

  render({ state, race }) {
    const left = Date.parse(race.protestUntil) - now();
    return h('p', { class: 'results-state', 'data-protest': left > 0 ? 'open' : 'over' }, left > 0
      ? t('protest.left', { when: clockTime(at(state, race, race.protestUntil)), left: duration(left + 999) })
      : t('protest.over'));
  }
}

/** Since when the results of the race, else those of the event, are official, in the venue's time; before that, the protest time. */
export function ResultsState({ state, race }) {
  if (race?.protestUntil && state.event?.status !== 'official') return h(ProtestTime, { state, race });
  const since = race?.officialAt ?? state.officialAt;
  if (!since) return null;
  const word = !race?.officialAt ? 'since' : race.raceStatus === REVISED ? 'revised' : 'asOf';
  const time = at(state, race, since);
  return h('p', { class: 'results-state official-since' }, t('official.' + word, { when: joined(', ', shortDay(time), clockTime(time)) }));
}

/** Until when protests against a race's results may be made, for a list of races; nothing once that is over. */
export const ProtestUntil = ({ state, race }) => Date.parse(race.protestUntil) > now() && state.event.status !== 'official'
  ? h('span', { class: 'at s4', 'data-protest-until': race.protestUntil }, t('protest.until', { when: clockTime(at(state, race, race.protestUntil)) })) : null;
