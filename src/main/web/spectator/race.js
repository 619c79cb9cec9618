/** A race: riders on course, results, start list. */
import { Component, h } from 'preact';
import { favourites, isFavourite, isNotifying, notifyProblem, toggleNotifications } from './favourites.js';
import { Later } from './lazy.js';
import { OnCourse } from './onCourse.js';
import { className, isDetailed, OffNote, raceOf, RaceSign, raceType, runName, Sign, STAR } from './components.js';
import { Programme, Runs } from './programme.js';
import { ResultsState } from './resultsState.js';
import { go, ridersPath, schedulePath, withQuery } from './route.js';
import { StartList, Table } from './table.js';
import { clockTime, joined, plain } from '../common/format.js';
import { hasResults } from '../common/programme.js';
import { tableOf } from '../common/ranking.js';
import { ridersShown } from '../client/state.js';
import { t } from '../common/i18n.js';

const last = value => value ?? Infinity;

/** The rows that pass the filter: one category in its own order, only favourites, only rows with the words searched for. */
export function filtered(rows, { cat, mine, words }) {
  let found = rows;
  if (cat) found = found.filter(row => row.catId === cat).sort((a, b) => last(a.catRnk) === last(b.catRnk) ? 0 : last(a.catRnk) - last(b.catRnk));
  if (mine) found = found.filter(row => isFavourite(row.athleteId));
  const searched = plain(words).split(/\s+/).filter(Boolean);
  if (searched.length) {
    found = found.filter(row => {
      const text = plain(`${row.bib} ${row.name} ${row.club} ${(row.members ?? []).join(' ')}`);
      return searched.every(word => text.includes(word));
    });
  }
  return found;
}

function Tools({ state, race, route, view, rows }) {
  const categories = state.categories.filter(one => one.classIds?.includes(race.classId) && rows.some(row => row.catId === one.catId));
  return h('div', { class: 'tools' },
    h('div', { class: 'lists' },
      h('nav', { class: 'tabs', 'aria-label': t('race.lists') }, ['results', 'start'].map(list =>
        h('a', { key: list, href: withQuery({ list }), ...route.list === list && { 'aria-current': 'page' } }, t('list.' + list)))),
      h('button', { type: 'button', class: 'own', 'aria-pressed': String(route.mine), onClick: () => go(withQuery({ mine: !route.mine && '1' }), { replace: true }) },
        h('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, h('path', { d: STAR })), t('filter.mine')),
      h('button', { type: 'button', class: 'tell', 'aria-pressed': String(isNotifying()), title: t('filter.notify.about'), onClick: () => notifyProblem() ? view.setState({ asked: true }) : toggleNotifications().then(() => view.setState({ asked: true })) },
        h('svg', { viewBox: '0 0 24 24', 'aria-hidden': 'true' }, h('path', { d: 'M12 3a6 6 0 0 0-6 6v4l-2 4h16l-2-4V9a6 6 0 0 0-6-6zM9.5 19a2.5 2.5 0 0 0 5 0' })), t('filter.notify'))),
    h('p', { class: 'hint', role: 'status' }, (route.mine || view.state.asked) && notifyProblem() ? t(notifyProblem()) : ''),
    h('label', { class: 'category' }, h('span', {}, t('filter.category')),
      h('select', { 'data-category': '', value: route.cat, onChange: ({ target }) => go(withQuery({ cat: target.value }), { replace: true }) },
        h('option', { value: '' }, t('filter.all')),
        categories.map(one => h('option', { key: one.catId, value: one.catId }, one.name ? `${one.name} (${one.catId})` : one.catId)))),
    h('label', { class: 'search' }, h('span', {}, t('filter.find')),
      h('input', { type: 'search', placeholder: t('filter.search'), value: view.state.words, autocomplete: 'off', spellcheck: false, enterkeyhint: 'search', onInput: ({ target }) => view.setState({ words: target.value }) })));
}

/** The race of the address, or the race under way on an event's own address. */
export class RaceView extends Component {
  state = { words: '' };

  render({ store, route }, { words }) {
    const { state, link } = store;
    const raceId = route.race ?? store.race;
    const race = raceOf(state, raceId);
    const rows = tableOf(state, raceId, route.run);
    if (!race) {
      return h('main', { class: 'race' }, h('h1', { tabindex: '-1' }, state.event ? t('title.missing') : t('loading')),
        state.event && h('p', {}, h('a', { href: schedulePath(route.event) }, t('race.all'))));
    }
    const fresh = link.freshness === 'live';
    // A race without results opens on its start list, until the first result comes.
    const list = route.list || (rows && !hasResults(race, rows) && state.startlists[raceId]?.length ? 'start' : 'results');
    // The race under way may have no rows of the category that was chosen.
    const cat = route.race || rows?.some(row => row.catId === route.cat) ? route.cat : '';
    const filter = { cat, mine: route.mine, words };
    const shown = filtered(rows ?? [], filter);
    const starters = state.startlists[raceId] ?? [];
    const isMine = row => isFavourite(row.athleteId);
    const name = className(state, race.classId);
    return h('main', { class: 'race' },
      h('header', { class: 'head' },
        h('div', { class: 'crumb' },
          h('a', { href: schedulePath(route.event) }, `‹ ${t('schedule.title')}`), h('a', { class: 'find', href: ridersPath(route.event) }, t('riders.title')), h('span', { class: 'of' }, state.event.mainTitle),
          h(Sign, { status: state.event.status })),
        h('h1', { tabindex: '-1' }, name, ' ', h('span', { class: 'when' }, joined(' · ', runName(race), clockTime(race.startTime)), ' ', h(RaceSign, { state, race }))),
        h(ResultsState, { state, race }), h(OffNote, { race })),
      h(Programme, { state, race, event: route.event }), h(Runs, { state, race, event: route.event, run: route.run }),
      route.view === 'event' && favourites().length ? h(Later, { from: 'later', part: 'MyRiders', store, route, folded: true, waiting: h('details', { class: 'my-riders' }, h('summary', {}, h('b', {}, t('mine.title')))) }) : null,
      h('div', { class: 'columns' },
        h(OnCourse, { state, route, raceId, fresh }),
        h('section', { class: 'list', 'aria-label': t('list.' + list) },
          rows ? h(Tools, { state, race, route: { ...route, cat, list }, view: this, rows }) : null,
          !rows ? h('p', { class: 'note' }, t('loading'))
            : list === 'start'
              ? h(StartList, { key: raceId, entries: filtered(starters, filter), rows, of: race, oncourse: ridersShown(state).filter(one => one.raceId === raceId), race: raceId, event: route.event, isMine })
              : h(Table, { key: raceId + route.run, state, rows: shown, race: raceId, event: route.event, cat, bestRun: race.raceType === 'best-run-2' && !route.run, detailed: isDetailed(state), isMine, label: `${name}, ${raceType(race)}`, rowsKey: JSON.stringify(filter) }),
          rows && !shown.length && list === 'results' ? h('p', { class: 'note' }, t(rows.length ? 'list.none' : 'list.empty')) : null)));
  }
}
