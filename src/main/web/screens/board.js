/**
 * The board for a hall: one race on one screen, without anybody at a keyboard. Before the race its start list, during it who is on
 * course and who has finished, afterwards the podium; and the table, whose pages turn.
 */
import { Component, h } from 'preact';
import { Clock, Finish, Podium, Next, OnCourse, Results, Sponsors, StartList } from './boardParts.js';
import { Finishers } from './finishers.js';
import { Fit } from './fit.js';
import { isStale } from './freshness.js';
import { isOff, nextStarters, phaseOf } from './phase.js';
import { numberOf } from './route.js';
import { pagesOf, pageWith } from './turning.js';
import { waitingText } from './waiting.js';
import { delayMillis, now } from '../common/clock.js';
import { countedTotal, joined, place } from '../common/format.js';
import { t } from '../common/i18n.js';
import { raceName, raceOf } from '../common/names.js';
import { RaceSign } from '../common/raceSigns.js';
import { tableOf } from '../common/ranking.js';
import { ridersShown, rowKey } from '../client/state.js';

const FINISHERS = 4;
const TURN_SECONDS = 10;
/** During the race the overall table has so many pages of leaders. */
const LEADING_PAGES = 3;
/** Until the room is measured. */
const FIRST_SIZE = 6;

/** The last finisher of a race is shown for so long before the podium is. */
const LAST_FINISHER_MS = 8000;

const last = value => value ?? Infinity;

export class BoardView extends Component {
  state = { size: FIRST_SIZE, newest: undefined };
  /** The page that the table stayed at last, and since when: by the page's clock, so that a delayed board turns alike. */
  stay = {};
  turnMillis = numberOf(this.props.route.query, 'turn', 2, 60, TURN_SECONDS) * 1000;

  componentDidMount() {
    this.finishers = new Finishers(this.props.store, FINISHERS, newest => this.finished(newest));
    this.finishers.follow();
    this.measure = () => this.setSize();
    addEventListener('resize', this.measure);
  }

  componentWillUnmount() {
    this.finishers.stop();
    removeEventListener('resize', this.measure);
  }

  componentDidUpdate() {
    this.finishers.follow();
    this.setSize();
  }

  /** How many rows the table has room for. */
  setSize() {
    const body = this.base?.querySelector('.rows');
    if (!body) return;
    const size = Math.max(1, Math.floor(body.clientHeight / parseFloat(getComputedStyle(body).getPropertyValue('--row')) / parseFloat(getComputedStyle(body).fontSize)));
    if (size !== this.state.size) this.setState({ size });
  }

  /** The table turns to a new finisher, and stays there for the time of a page. */
  finished(newest) {
    if (newest !== undefined) this.stay = { race: this.props.store.race, key: newest, at: now() };
    this.setState({ newest });
  }

  /** The page to show: of another race the first one, then the next ones in turn. */
  page(pages) {
    const { race } = this.props.store;
    if (this.stay.race !== race) this.stay = { race, at: now() };
    const { key, at } = this.stay;
    const first = Math.max(0, pageWith(pages, row => rowKey(row) === key));
    return pages[(first + Math.floor((now() - at) / this.turnMillis)) % pages.length];
  }

  render({ store }, { size, newest }) {
    const { state } = store;
    const race = raceOf(state, store.race);
    const rows = race && tableOf(state, race.raceId);
    if (store.gone || isStale(store) || !rows) return this.waiting(state, race);
    const phase = this.phase(race, rows);
    const starters = nextStarters(state, race, rows);
    const page = this.page(phase === 'before' ? pagesOf([{ name: t('list.start'), rows: starters }], size) : resultPages(state, race, rows, phase, size, newest));
    const finished = this.finishers?.rows(rows) ?? [];
    const sides = [this.left(race, rows, phase, starters), this.right(race, rows, phase, finished, page, newest)];
    return this.frame(state, race, `${phase} ${sides[0] && sides[1] ? '' : 'alone'}`, h('div', { class: 'sides' }, sides));
  }

  /** Where the race is. It is over for the board when its last finisher has been shown. */
  phase(race, rows) {
    const { key, at } = this.stay;
    const phase = phaseOf(this.props.store.state, race, rows);
    return phase === 'after' && this.stay.race === race.raceId && key !== undefined && now() - at < LAST_FINISHER_MS ? 'during' : phase;
  }

  left(race, rows, phase, starters) {
    const { state } = this.props.store;
    const riders = ridersShown(state).filter(rider => rider.dtStart != null && rider.dtFinish == null);
    const best = rows.find(row => row.rnk === 1 && countedTotal(row) != null);
    const course = phase === 'during' && state.event.showOnCourse !== false;
    const next = phase !== 'after' && (starters.length || isOff(race) || phase === 'before');
    if (phase === 'after') return h('div', { class: 'left' }, h(Podium, { state, race, rows }));
    if (!course && !next && !best) return null;
    return h('div', { class: 'left' },
      course ? h(OnCourse, { state, race, riders, best, detailed: state.event.displayMode !== 'simple' }) : null,
      next ? h(Next, { race, starters, first: phase === 'before' }) : null);
  }

  right(race, rows, phase, finished, page, newest) {
    if (!page && !finished.length) return null;
    const state = this.props.store.state;
    return h('div', { class: 'right' },
      phase === 'during' && finished.length ? h(Finish, { race, rows, finished, isNew: newest !== undefined && rowKey(finished[0]) === newest }) : null,
      page ? phase === 'before' ? h(StartList, { page }) : h(Results, { state, race, page, newest }) : null);
  }

  frame(state, race, name, ...content) {
    const { store } = this.props;
    return h('main', { class: `board ${name}`, 'data-freshness': store.link.freshness, 'data-board': race?.raceId ?? '', ...delayMillis() && { 'data-delay': delayMillis() / 1000 } },
      h('header', {},
        h(Fit, { tag: 'h1', text: race ? raceName(state, race) : state.event?.mainTitle ?? '' }),
        h(Clock, { race }),
        h('p', {}, race ? h(RaceSign, { state, race }) : null, h(Fit, { text: race ? joined(' · ', state.event?.mainTitle, place(state.event ?? {})) : '' }))),
      content,
      h(Sponsors));
  }

  /** Without anything that may be wrong by now. */
  waiting(state, race) {
    const { store } = this.props;
    const text = store.gone ? t('fresh.gone') : store.received ? t('board.lost') : waitingText(store);
    return this.frame(state, race, 'waiting', h('p', { class: 'note', 'data-stale': '' }, text));
  }
}

/**
 * Overall, then by category. After the race all rows, those without a rank last; during it only what matters then: who leads,
 * and the page of the newest finisher.
 */
function resultPages(state, race, rows, phase, size, newest) {
  const shown = rows.filter(row => row.rnk != null || phase === 'after' && row.status != null);
  const inCategory = catId => shown.filter(row => row.catId === catId && (row.catRnk != null || row.rnk == null)).sort((a, b) => last(a.catRnk) === last(b.catRnk) ? 0 : last(a.catRnk) - last(b.catRnk));
  const categories = state.categories.filter(({ catId, classIds }) => classIds?.includes(race.classId) && shown.some(row => row.catId === catId && row.catRnk != null));
  const pages = pagesOf([
    { name: t('board.overall'), rows: shown },
    ...categories.length < 2 ? [] : categories.map(({ catId, name }) => ({ name: name ?? catId, catId, rows: inCategory(catId) })),
  ], size);
  const matters = ({ catId, nr, rows: some }) => nr <= (catId === undefined ? LEADING_PAGES : 1) || catId === undefined && some.some(row => rowKey(row) === newest);
  return phase === 'after' ? pages : pages.filter(matters);
}
