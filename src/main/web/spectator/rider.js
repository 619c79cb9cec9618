/** One rider in a race: standing, and both runs gate by gate. */
import { h } from 'preact';
import { OnCourse } from './onCourse.js';
import { Bib, className, OffNote, raceOf, RaceSign, runName, Sign } from './components.js';
import { MineButton } from './mineButton.js';
import { ResultsState } from './resultsState.js';
import { racePath, riderPath } from './route.js';
import { RunDetails } from './runDetails.js';
import { Share } from './share.js';
import { countedTotal, seconds } from '../common/format.js';
import { tableOf } from '../common/ranking.js';
import { t } from '../common/i18n.js';

export function RiderView({ store, route }) {
  const { state, link } = store;
  const race = raceOf(state, route.race);
  const isRider = one => String(one.bib) === route.bib;
  const rows = state.results[route.race];
  const row = rows?.find(isRider);
  const standing = tableOf(state, route.race)?.find(isRider) ?? row;
  if (!race || !row) return h('main', {}, h('h1', { tabindex: '-1' }, state.event && rows ? t('title.missing') : t('loading')));
  return h('main', { class: 'one-rider' },
    h('header', { class: 'head' },
      h('p', { class: 'crumb' }, h('a', { href: racePath(route.event, route.race) }, '‹ ', className(state, race.classId), ', ', runName(race))),
      h('h1', { tabindex: '-1' }, h(Bib, { bib: row.bib }), ' ', row.name),
      h('p', { class: 'soft' }, [row.club, row.noc, row.catId].filter(Boolean).join(' · ')),
      h('div', { class: 'line' }, h(Sign, { status: state.event.status }), h(RaceSign, { state, race }),
        h(MineButton, { row }), h(Share, { path: riderPath(route.event, route.race, row.bib), title: row.name })),
      h(ResultsState, { state, race }), h(OffNote, { race })),
    row.underInvestigation ? h('p', { class: 'soft', 'data-inquiry': '' }, t('inquiry.about')) : null,
    h('dl', { class: 'standing' },
      h('div', {}, h('dt', {}, t('column.rank')), h('dd', {}, standing.rnk ?? standing.status ?? '–')),
      row.catId ? h('div', {}, h('dt', {}, t('rider.category', { cat: row.catId })), h('dd', {}, standing.catRnk ?? '–')) : null,
      h('div', {}, h('dt', {}, t('column.total')), h('dd', {}, seconds(countedTotal(standing)) || '–')),
      h('div', {}, h('dt', {}, t('column.behind')), h('dd', {}, standing.rnk === 1 ? '–' : standing.totalBehind ?? '–'))),
    h(OnCourse, { single: true, state: { ...state, oncourse: state.oncourse.filter(one => one.raceId === route.race && isRider(one)) }, route, raceId: route.race, fresh: link.freshness === 'live' }),
    h(RunDetails, { event: route.event, race, rows, row }));
}
