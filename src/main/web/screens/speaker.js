/**
 * The speaker's desk: everything that is said of a race into a microphone, on one screen that nobody has to touch. Unlike the
 * other screens it hides nothing that is not fresh, but says so loudly.
 */
import { Component, h } from 'preact';
import { finishers, gatePenalties, hasResult, isRankedByTotal, needsOf, newsOf, runOf } from './commentary.js';
import { earlierRace, earlierResult } from './earlierRace.js';
import { isStale } from './freshness.js';
import { classStatistics, countGates, hardest } from './hardestGates.js';
import { nextStarters, phaseOf } from './phase.js';
import { isOfficial, resultsState } from './resultsState.js';
import { RiderClock } from '../common/riderClock.js';
import { newsText } from './speakerNews.js';
import { waitingText } from './waiting.js';
import { eventUrl } from '../client/api.js';
import { riderKey, ridersShown, rowKey } from '../client/state.js';
import { delayMillis, now } from '../common/clock.js';
import { read } from '../common/delayedRead.js';
import { loadItem, saveItem } from '../common/deviceStorage.js';
import { clockSeconds, clockTime, countedTotal, duration, isBestRun, joined, penalty, runs, seconds } from '../common/format.js';
import { Gates } from '../common/gates.js';
import { t } from '../common/i18n.js';
import { className, raceName, raceOf, runName } from '../common/names.js';
import { Inquiry, RaceSign } from '../common/raceSigns.js';
import { tableOf } from '../common/ranking.js';
import { byTime, venueTime } from '../common/underway.js';

/** How often results with gates and the gate statistics are read. They are some seconds late anyway. */
const READ_EVERY_MS = 20000;
/** More than fit on any screen. */
const MAX_FINISHERS = 12;
const MAX_NEWS = 40;
const MAX_STARTERS = 6;
const MAX_GATES = 5;
const MAX_COUNTDOWN_MS = 3600000;
/** So many riders on course have room for everything about them. */
const MAX_FULL_CARDS = 2;

/** What was told is kept over a reload for this time. */
const KEEP_TOLD_MS = 3600000;
const TOLD = 'speaker';

const NOT_READ = { results: [], gateStatistics: [] };
const NO_EARLIER_RACE = { rows: new Map() };

export class SpeakerView extends Component {
  state = { finished: [], news: [], details: NOT_READ, earlier: NO_EARLIER_RACE };
  told = 0;

  componentDidMount() {
    const { store, route } = this.props;
    // A desk stands in the sun more often than in the dark.
    if (!route.theme) document.documentElement.dataset.theme = 'light';
    this.observe = (before, after) => this.take(before, after);
    store.observers.add(this.observe);
    this.timer = setInterval(() => this.read(), READ_EVERY_MS);
    this.follow();
  }

  componentDidUpdate(props, { finished, news }) {
    this.follow();
    if (this.state.news !== news || this.state.finished !== finished) this.keep();
  }

  componentWillUnmount() {
    this.props.store.observers.delete(this.observe);
    clearInterval(this.timer);
    this.unmounted = true;
  }

  /** Follows the store to another race. */
  follow() {
    this.readEarlier();
    const { race } = this.props.store;
    if (race === this.race) return;
    const { event } = this.props.store;
    const told = this.race === undefined && loadItem(TOLD);
    this.race = race;
    if (told && told.event === event && told.race === race && Date.now() - told.at < KEEP_TOLD_MS) {
      this.told = told.news[0]?.nr ?? 0;
      this.setState({ finished: told.finished, news: told.news });
    } else {
      this.setState({ finished: [], details: NOT_READ });
    }
    this.read();
  }

  /** Keeps what was told for the case that the page is reloaded. */
  keep() {
    const { race, props: { store: { event } }, state: { finished, news } } = this;
    if (race) saveItem(TOLD, { event, race, at: Date.now(), finished: finished.map(({ key, was }) => ({ key, was })), news });
  }

  /** Reads what no message has: gates of results, and finish times for the order of those who have finished before. */
  async read() {
    const { race, props: { store } } = this;
    if (!race) return;
    try {
      const [{ results }, { gateStatistics }] = await Promise.all([
        read(eventUrl(store.event, 'results', race) + '?detailed=true'), read(eventUrl(store.event, 'gate-statistics'))]);
      if (this.unmounted || race !== this.race) return;
      this.setState({ details: { race, results, gateStatistics } });
      this.finishBefore(race, results);
    } catch {
      // The next time works, or the desk says that it is not fresh.
    }
  }

  /** Reads the earlier race of the class, once for each race that is shown: it is over. */
  async readEarlier() {
    const { store } = this.props;
    const race = raceOf(store.state, store.race);
    if (!race || race.raceId === this.earlierOf) return;
    this.earlierOf = race.raceId;
    const earlier = earlierRace(store.state.races, race);
    try {
      const { results } = earlier ? await read(eventUrl(store.event, 'results', earlier.raceId)) : { results: [] };
      if (this.unmounted || race.raceId !== this.earlierOf) return;
      this.setState({ earlier: { race: earlier, rows: new Map(results.map(row => [row.athleteId, row])) } });
    } catch {
      // The next message tries again.
      this.earlierOf = null;
    }
  }

  take(before, after) {
    const { race } = this.props.store;
    this.heardAt = now();
    // The first message of a race tells how it stands, not what happens.
    if (race !== this.seen) {
      this.seen = race;
      // REST may have answered before.
      const { details } = this.state;
      if (details.race === race) this.finishBefore(race, details.results, after);
      return;
    }
    const told = newsOf(before, after, race);
    const onCourse = new Set([before, after].flatMap(ridersShown).filter(entry => entry.raceId === race).map(entry => entry.bib));
    for (const { kind, raceId, bib, was, entry } of told) {
      const row = tableOf(before, race)?.find(one => one.bib === bib);
      if (kind === 'clock' && raceId === race) this.finish({ key: bib, was: row?.rnk, entry, last: row });
      if (kind === 'finish') this.finish({ key: bib, was }, !onCourse.has(bib));
    }
    const at = clockSeconds(this.venueTime(now()));
    const news = told.filter(item => item.kind !== 'clock').map(item => ({ ...item, at, nr: ++this.told }));
    if (news.length) this.setState(state => ({ news: [...news.reverse(), ...state.news].slice(0, MAX_NEWS) }));
  }

  /**
   * Puts a rider on top of those who have finished. Whom the clock has put there stays when the table has the result. A result
   * of a rider who was not on course is an older one, if the clock tells the finishes.
   */
  finish(came, late) {
    this.setState(({ finished }) => {
      const known = finished.find(one => one.key === came.key);
      if (!came.entry && known?.entry) return null;
      // The result may come before the clock: the rank before it is what counts.
      const was = known?.was ?? came.was;
      const others = finished.filter(one => one !== known);
      const place = late ? others.findLastIndex(one => one.entry) + 1 : 0;
      return { finished: [...others.slice(0, place), { ...came, was }, ...others.slice(place)].slice(0, MAX_FINISHERS) };
    });
  }

  /** Adds those who finished before the others, in their order. Before the first message it is not known which run is meant. */
  finishBefore(raceId, results, state = this.props.store.state) {
    const race = raceOf(state, raceId);
    if (!race) return;
    const keys = finishers(race, results);
    this.setState(({ finished }) => {
      const known = new Set(finished.map(one => one.key));
      return { finished: [...finished, ...keys.filter(key => !known.has(key)).map(key => ({ key }))].slice(0, MAX_FINISHERS) };
    });
  }

  venueTime(millis) {
    const { state } = this.props.store;
    return venueTime((raceOf(state, this.props.store.race) ?? state.races[0])?.startTime, millis);
  }

  render({ store }, { finished, news, details, earlier }) {
    const { state, link } = store;
    const race = raceOf(state, store.race);
    const attributes = { 'data-freshness': link.freshness, 'data-transport': link.transport };
    if (!race) return h('main', { class: 'speaker', ...attributes }, h('h1', {}, state.event?.mainTitle ?? waitingText(store)), store.gone && h('p', { class: 'alarm', role: 'alert' }, t('fresh.gone')));
    const rows = tableOf(state, race.raceId) ?? [];
    const byKey = new Map(rows.map(row => [rowKey(row), row]));
    const ranked = isRankedByTotal(race);
    const onCourse = ridersShown(state).filter(entry => entry.dtFinish == null);
    const counts = countGates(race, details.results, details.gateStatistics);
    return h('main', { class: 'speaker', ...attributes },
      h(Head, { state, race, rows, link, time: clockSeconds(this.venueTime(now())) }),
      h(Alarm, { store, race, since: clockSeconds(this.venueTime(Math.max(this.heardAt ?? 0, link.since - delayMillis()))) }),
      ranked ? h(phaseOf(state, race, rows) === 'after' ? FirstThree : Needed, { state, rows }) : null,
      h('div', { class: 'columns' },
        h('section', { class: `course ${onCourse.length > MAX_FULL_CARDS ? 'many' : ''}`, 'aria-labelledby': 'course' },
          h('h2', { id: 'course' }, t('course.title')),
          h('ul', { class: 'list' }, onCourse.length
            ? onCourse.map(entry => h(Rider, { key: riderKey(entry), entry, state, race: raceOf(state, entry.raceId), elsewhere: entry.raceId !== race.raceId, earlier }))
            : h('li', { class: 'soft' }, t('course.nobody')))),
        h(Starters, { state, race, rows, earlier }),
        h('section', { class: 'finish', 'aria-labelledby': 'finish' },
          h('h2', { id: 'finish' }, t('speaker.finish')),
          h('ol', { class: 'list' }, finished.length
            ? finished.map(one => h(Finisher, { key: one.key, ...one, race, row: byKey.get(one.key), ranked }))
            : rows.some(row => hasResult(runOf(race, row))) ? null : h('li', { class: 'soft' }, t('list.empty')))),
        h('section', { class: 'news', 'aria-labelledby': 'news' },
          h('h2', { id: 'news' }, t('speaker.news')),
          h('ol', { class: 'list', 'aria-live': 'polite' }, news.length
            ? news.map(item => h('li', { key: item.nr, class: item.kind, 'data-news': item.kind, 'data-bib': item.bib }, h('time', {}, item.at), ' ', h('span', {}, newsText(item, state, race.raceId))))
            : h('li', { class: 'soft' }, t('speaker.nothing')))),
        h(HardestGates, { race, counts, ofClass: counts.of === 'class' ? null : classStatistics(race, details.gateStatistics) })));
  }
}

function Head({ state, race, rows, link, time }) {
  const ran = rows.filter(row => hasResult(runOf(race, row))).length;
  return h('header', {},
    h('h1', {}, className(state, race.classId), ' ', h('span', {}, runName(race))),
    phaseOf(state, race, rows) === 'after'
      ? h('p', { class: joined(' ', 'standing', isOfficial(state, race) && 'official'), 'data-standing': '' }, resultsState(state, race, now()))
      : h(RaceSign, { state, race }),
    h('p', { class: 'ran' }, t('speaker.ran', { n: ran, all: rows.length })),
    h('p', { class: `fresh ${link.freshness}` }, link.freshness === 'offline' ? t('fresh.reconnecting') : t('fresh.' + link.freshness)),
    h('time', { class: 'clock' }, time));
}

/** Says what a speaker must know before anything else: that what is shown is old, or that the race does not take place. */
function Alarm({ store, race, since }) {
  if (store.gone) return h('p', { class: 'alarm', role: 'alert' }, t('fresh.gone'));
  if (isStale(store)) return h('p', { class: 'alarm', role: 'alert', 'data-stale': '' }, t('speaker.stale', { since }));
  return [7, 12, 13].includes(race.raceStatus) ? h('p', { class: 'alarm', role: 'alert' }, t('race.off.' + race.raceStatus)) : null;
}

const under = ({ under: total }) => total == null ? t('speaker.any') : t('speaker.under', { total: seconds(total) });

/** What it takes now, for somebody who has no result yet; and who is there. */
function Needed({ rows }) {
  const { lead, podium } = needsOf(rows, null);
  const first = rows.filter(row => row.rnk != null && row.rnk <= 3);
  const at = (need, from, to) => first.filter(row => need.under != null && row.rnk >= from && row.rnk <= to);
  const names = shown => shown.map(row => h('span', { key: rowKey(row), class: 'holder' }, h('b', {}, row.rnk), ` ${row.name} `, seconds(countedTotal(row))));
  return h('section', { class: 'needed' },
    h('p', { class: 'need', 'data-need': 'lead' }, h('span', {}, t('speaker.toLead')), ' ', h('b', { 'data-under': lead.under ?? '' }, under(lead)), h('span', { class: 'holders' }, names(at(lead, 1, 1)))),
    h('p', { class: 'need', 'data-need': 'podium' }, h('span', {}, t('speaker.toPodium')), ' ', h('b', { 'data-under': podium.under ?? '' }, under(podium)), h('span', { class: 'holders' }, names(first.filter(row => row.rnk > 1)))));
}

/** When the race is over nobody needs anything: who has won, and who is second and third. */
function FirstThree({ state, rows }) {
  return h('section', { class: 'needed over' }, rows.filter(row => row.rnk != null && row.rnk <= 3).map(row => h('p', { key: rowKey(row), class: 'need', 'data-rank': row.rnk, 'data-total': countedTotal(row) },
    h('b', {}, row.rnk), h('span', { class: 'holder' }, h('b', { class: 'name' }, row.name), ' ', h('span', { class: 'soft' }, about(state, row))), h('b', { class: 'total' }, seconds(countedTotal(row))))));
}

/** What a rider on course needs for one place. A penalty is taken off the total, so that it can be compared with the clock. */
function RiderNeed({ place, need, entry }) {
  const pen = entry.pen ?? 0;
  const lost = need.under != null && (entry.time ?? 0) + pen >= need.under;
  const text = need.held ? t('speaker.held') : lost ? t('speaker.lost') : under(need);
  return h('p', { class: joined(' ', 'need', need.held && 'held', !need.held && lost && 'lost'), 'data-need': place },
    h('span', {}, t(place === 'lead' ? 'speaker.toLead' : 'speaker.toPodium')), ' ', h('b', { 'data-under': need.under ?? '' }, text),
    !need.held && !lost && need.under != null && pen > 0 ? h('span', { class: 'soft' }, ' ', t('speaker.time', { time: seconds(need.under - pen) })) : null);
}

/** Where a rider stands by the first run. */
function standing(race, row) {
  if (race?.raceType !== 'best-run-2' || !row) return '';
  const [first] = runs(row);
  return first.total != null && first.status == null && row.rnk != null
    ? t('speaker.stands', { rank: row.rnk, total: seconds(first.total) })
    : t('speaker.noFirst', { status: first.status ?? '–' });
}

const categoryName = (state, catId) => catId == null ? '' : state.categories.find(one => one.catId === catId)?.name ?? catId;

const about = (state, row, entry) => joined(' · ', row?.club ?? entry?.club, row?.noc, categoryName(state, row?.catId));

function Rider({ entry, state, race, elsewhere, earlier }) {
  const rows = tableOf(state, entry.raceId);
  const row = rows?.find(one => one.bib === entry.bib);
  const started = entry.dtStart != null || entry.time > 0;
  const gates = gatePenalties(entry);
  const faults = gates.flatMap((pen, i) => pen > 0 ? [h('b', { key: i, class: pen >= 50 ? 'missed' : 'touched' }, `${i + 1}: +${pen}`)] : []);
  const needs = started && rows && race && isRankedByTotal(race) ? needsOf(rows, row && rowKey(row)) : null;
  return h('li', { class: `rider ${started ? '' : 'waiting'}`, 'data-bib': entry.bib, 'data-race': entry.raceId },
    h('p', { class: 'who' }, h('span', { class: 'bib' }, entry.bib), ' ', h('b', { class: 'name' }, entry.name),
      h('span', { class: 'clock' }, !started ? t('course.start') : entry.time == null ? '' : h(RiderClock, { time: entry.time })),
      h('span', { class: 'pen' }, entry.pen > 0 ? ` +${penalty(entry.pen)}` : '')),
    h('p', { class: 'about soft' }, joined(' · ', elsewhere && race && raceName(state, race), about(state, row, entry))),
    started && gates.length ? h(Gates, { gates, course: race?.gates }) : null,
    faults.length ? h('p', { class: 'faults' }, h('span', {}, t('speaker.faults')), ' ', faults) : null,
    h('p', { class: 'stands' }, standing(race, row)),
    elsewhere ? null : h('p', { class: 'stands', 'data-earlier': '' }, earlierResult(earlier, row?.athleteId)),
    needs ? h('div', { class: 'needs' }, h(RiderNeed, { place: 'lead', need: needs.lead, entry }), h(RiderNeed, { place: 'podium', need: needs.podium, entry })) : null);
}

/** A rider who has finished: as the table has it, before that by the clock. */
function Finisher({ row, race, was, entry, last, ranked }) {
  // The row that was there before the finish is of an earlier run.
  const inTable = row && hasResult(runOf(race, row)) && (!entry || row !== last || runOf(race, row).total === entry.total);
  const run = inTable ? runOf(race, row) : entry;
  const counted = inTable && row.rnk != null ? countedTotal(row) : null;
  if (!run) return null;
  const other = counted != null && counted !== run.total;
  const sum = run.status == null && run.time != null && run.pen > 0 ? `${seconds(run.time)} + ${penalty(run.pen)}` : '';
  return h('li', { class: joined(' ', 'finisher', inTable && row.rnk === 1 && 'leads', inTable && row.rnk <= 3 && row.rnk != null && ranked && 'podium'), 'data-bib': row?.bib ?? entry.bib, 'data-in-table': String(!!inTable) },
    h('span', { class: 'rank' }, inTable ? row.rnk ?? '–' : '…'),
    h('div', {},
      h('p', { class: 'who' }, h('span', { class: 'bib' }, row?.bib ?? entry.bib), ' ', h('b', { class: 'name' }, row?.name ?? entry.name), h('b', { class: 'total' }, run.status ?? seconds(run.total))),
      h('p', { class: 'about' },
        h('span', { class: 'soft' }, row?.club ?? entry.club), ' ',
        sum && h('span', {}, sum), ' ',
        inTable ? null : h('span', { class: 'soft' }, t('speaker.byClock')), ' ',
        inTable && row.rnk > 1 && row.totalBehind ? h('span', { class: 'behind' }, t('course.behind', { gap: row.totalBehind })) : null, ' ',
        other ? h('span', { class: 'other' }, joined(' ', t('column.run1'), seconds(counted))) : null, ' ',
        inTable && was != null && row.rnk != null && was !== row.rnk ? h('span', { class: 'places' }, t('speaker.places', { was, rank: row.rnk })) : null, ' ',
        h(Inquiry, { row: run }))));
}

/** Those who start next; after the last of them, the next race. */
function Starters({ state, race, rows, earlier }) {
  const starters = nextStarters(state, race, rows).filter(entry => !ridersShown(state).some(one => one.raceId === race.raceId && one.bib === entry.bib)).slice(0, MAX_STARTERS);
  const byBib = new Map(rows.map(row => [row.bib, row]));
  const next = starters.length ? null : [...state.races].sort(byTime).find(one => byTime(one, race) > 0);
  return h('section', { class: 'next', 'aria-labelledby': 'next' },
    h('h2', { id: 'next' }, t('speaker.next')),
    h('ul', { class: 'list' },
      starters.map((entry, i) => h('li', { key: entry.bib, 'data-bib': entry.bib },
        h('p', { class: 'who' }, h('span', { class: 'bib' }, entry.bib), ' ', h('b', { class: 'name' }, entry.name), h('span', { class: 'at' }, joined(' ', clockSeconds(entry.startTime), i === 0 && countdown(entry.at)))),
        h('p', { class: 'about soft' }, about(state, entry)),
        h('p', { class: 'stands' }, standing(race, byBib.get(entry.bib))),
        h('p', { class: 'stands', 'data-earlier': '' }, earlierResult(earlier, entry.athleteId)))),
      next ? h('li', { class: 'race' }, t('speaker.nextRace', { name: raceName(state, next), time: clockTime(next.startTime) })) : null));
}

function countdown(at) {
  const left = at - now();
  return left > 0 && left < MAX_COUNTDOWN_MS ? `(${duration(left)})` : '';
}

function HardestGates({ race, counts, ofClass }) {
  const gates = hardest(counts.gates, MAX_GATES);
  const inClass = new Map(ofClass?.runs ? ofClass.gates.map(gate => [gate.gate, gate]) : []);
  return h('section', { class: 'hardest', 'aria-labelledby': 'hardest' },
    h('h2', { id: 'hardest' }, t('speaker.gates'), counts.runs ? h('span', { class: 'soft' }, ' ', t('speaker.gates.' + counts.of, { n: counts.runs })) : null),
    gates.length ? h('table', {},
      h('thead', {}, h('tr', {}, [t('speaker.gate'), t('speaker.touched'), t('speaker.missed'), inClass.size ? t('speaker.inClass') : null].map(text => text && h('th', { key: text, scope: 'col' }, text)))),
      h('tbody', {}, gates.map(({ gate, touched, missed }) => h('tr', { key: gate, 'data-gate': gate },
        h('th', { scope: 'row' }, gate, race.gates?.[gate - 1] === 'R' ? ' ▲' : ''),
        h('td', {}, touched), h('td', {}, missed),
        inClass.size ? h('td', { class: 'soft' }, `${inClass.get(gate)?.touched ?? 0} / ${inClass.get(gate)?.missed ?? 0}`) : null))))
      : h('p', { class: 'soft' }, t('speaker.noGates')));
}
