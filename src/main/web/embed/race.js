/** A race in a frame: riders on course, and the table or the start list. */
import { h } from 'preact';
import { className, isDetailed, OffNote, raceOf, RaceSign, raceType, runName, Sign } from '../spectator/components.js';
import { OnCourse } from '../spectator/onCourse.js';
import { filtered } from '../spectator/race.js';
import { ResultsState } from '../spectator/resultsState.js';
import { eventPath } from '../spectator/route.js';
import { StartList, Table } from '../spectator/table.js';
import { ridersShown } from '../client/state.js';
import { clockTime, joined } from '../common/format.js';
import { hasResults } from '../common/programme.js';
import { tableOf } from '../common/ranking.js';
import { t } from '../common/i18n.js';

/** The head of the view, with the event; its race only where the address does not name one, if no head is wanted. */
export function Head({ state, route, children }) {
  return h('header', { class: 'head' },
    route.header && h('div', { class: 'crumb' }, h('a', { href: eventPath(route.event) }, state.event.mainTitle), h(Sign, { status: state.event.status })),
    children);
}

/** The state with those riders on course that were chosen. Of a rider on course only the table knows the nation. */
function stateOf(state, { chosen }) {
  if (!chosen) return state;
  const noc = ({ raceId, bib }) => state.results[raceId]?.find(row => row.bib === bib)?.noc;
  return { ...state, oncourse: state.oncourse.filter(entry => chosen.has({ club: entry.club, noc: noc(entry) })) };
}

export function EmbeddedRace({ store, route }) {
  const state = stateOf(store.state, route);
  const raceId = route.race ?? store.race;
  const race = raceOf(state, raceId);
  if (!race) return h('main', { class: 'race' }, h('h1', {}, state.event ? t('title.missing') : t('loading')));
  const rows = tableOf(state, raceId, route.run);
  const starters = state.startlists[raceId] ?? [];
  const list = route.list || (rows && !hasResults(race, rows) && starters.length ? 'start' : 'results');
  // The race under way may have no rows of the category that was chosen.
  const cat = route.race || rows?.some(row => row.catId === route.cat) ? route.cat : '';
  const shown = all => filtered(route.chosen ? all.filter(route.chosen.has) : all, { cat });
  const name = className(state, race.classId);
  const listed = shown(list === 'start' ? starters : rows ?? []);
  return h('main', { class: 'race' },
    h(Head, { state, route },
      h('h1', {}, name, ' ', h('span', { class: 'when' }, joined(' · ', runName(race), clockTime(race.startTime)), ' ', h(RaceSign, { state, race }))),
      h(ResultsState, { state, race }), h(OffNote, { race })),
    h('div', { class: 'columns' },
      h(OnCourse, { state, route, raceId, fresh: store.link.freshness === 'live' }),
      h('section', { class: 'list', 'aria-label': t('list.' + list) },
        !rows ? h('p', { class: 'note' }, t('loading'))
          : !listed.length ? h('p', { class: 'note' }, t(rows.length ? 'list.none' : 'list.empty'))
            : list === 'start'
              ? h(StartList, { entries: listed, rows, of: race, oncourse: ridersShown(state).filter(one => one.raceId === raceId), race: raceId, event: route.event, isMine: () => false })
              : h(Table, { state, rows: listed, race: raceId, event: route.event, cat, bestRun: race.raceType === 'best-run-2' && !route.run, detailed: isDetailed(state), isMine: () => false, newTab: true, label: `${name}, ${raceType(race)}`, rowsKey: cat }))));
}
