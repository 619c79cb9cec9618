/**
 * Whom an overlay shows. The television clocks decide where they are told; else it follows from who is on course. Times of the
 * moment are parameters.
 */
import { isOff, nextStarters } from './phase.js';
import { tableOf } from '../common/ranking.js';
import { riderKey, ridersShown } from '../client/state.js';

/** A rider who has finished is shown so long after it. */
export const FINISH_MS = 8000;
/** Nothing is shown that is older. */
const MAX_AGE_MS = 10000;

const isRunning = entry => entry.dtStart != null && entry.dtFinish == null;
const finishKey = entry => `${riderKey(entry)} ${entry.dtFinish}`;

/** What an overlay remembers of the states before: who has just finished, where television clocks are in use, how old it all is. */
export class CourseMemory {
  constructor() {
    /** Riders who have finished, by rider and time of the finish, each with the moment at which that was first seen. */
    this.finishes = new Map();
    this.racesWithClocks = new Set();
    this.oncourse = null;
    this.toldAt = 0;
    this.lostAt = null;
  }

  /**
   * Takes in a state. Called at every drawing.
   *
   * @param link how fresh the state is, as LiveConnection reports it
   * @param at the moment, in milliseconds
   */
  see(state, link, at) {
    if (link.freshness === 'live' || link.freshness === 'official') this.lostAt = null;
    else this.lostAt ??= at;
    if (state.oncourse !== this.oncourse) {
      this.oncourse = state.oncourse;
      this.toldAt = at;
    }
    for (const entry of state.oncourse) {
      if (entry.tvClock) this.racesWithClocks.add(entry.raceId);
      if (entry.dtFinish == null) continue;
      const known = this.finishes.get(finishKey(entry));
      this.finishes.set(finishKey(entry), { entry, at: known?.at ?? at });
    }
    // Finishes are kept longer than they are shown, so that a repeated entry is not a new finish.
    if (this.finishes.size > 500) this.finishes.delete(this.finishes.keys().next().value);
  }

  /**
   * Whether what is known is older than ten seconds: the connection has been lost for so long, or nothing was told of riders under
   * way, of whom there is a message every second.
   */
  isStale(at) {
    return this.lostAt !== null && at - this.lostAt > MAX_AGE_MS || (this.oncourse ?? []).some(isRunning) && at - this.toldAt > MAX_AGE_MS;
  }

  /** The riders who have just finished, the last one first, on course or not any more. */
  justFinished(at) {
    return [...this.finishes.values()].filter(finish => at - finish.at < FINISH_MS).map(({ entry }) => entry).reverse();
  }
}

/** The riders that an overlay may show: those of the race of its address, or else all. */
const ridersOf = (state, race) => ridersShown(state).filter(entry => !race || entry.raceId === race);

/** Who is on course in the order of their start: whoever has been running the longest comes first. */
const byStart = entries => entries.filter(isRunning).sort((a, b) => (b.time ?? 0) - (a.time ?? 0));

/**
 * The rider whom the lower third and the clock show, or null.
 *
 * @param race only of this race; null for all
 * @param clock 'odd' or 'even' for one television clock; null for whichever rider is of interest
 */
export function riderToShow(memory, state, { race, clock }, at) {
  const riders = ridersOf(state, race);
  const finished = memory.justFinished(at).filter(entry => state.event?.showOnCourse !== false && (!race || entry.raceId === race));
  const marked = riders.filter(entry => entry.tvClock);
  if (marked.length || riders.concat(finished).some(entry => memory.racesWithClocks.has(entry.raceId))) {
    const of = entry => clock ? entry.tvClock === clock : entry.tvClock;
    const now = marked.filter(of);
    const hasJustFinished = entry => finished.some(one => finishKey(one) === finishKey(entry));
    // A rider stays as long as the clock does. One who has left the course is shown until the finish has been seen.
    return now.find(hasJustFinished) ?? byStart(now)[0] ?? now.find(entry => entry.dtStart == null) ?? now[0] ?? finished.find(of) ?? null;
  }
  const running = byStart(riders);
  const [first, second] = [...finished, ...running];
  return (clock === 'even' ? second : first) ?? null;
}

/** All riders on course: who has just finished, then who has been running the longest. Nobody who waits at the start. */
export function ridersOnCourse(memory, state, { race }, at) {
  const riders = ridersOf(state, race);
  const finished = memory.justFinished(at).map(finishKey);
  return [...riders.filter(entry => entry.dtFinish != null && finished.includes(finishKey(entry))), ...byStart(riders)];
}

/** The first of a race or of a category, each with rank, total and gap. */
export function leaders(state, race, { n, cat }) {
  return (tableOf(state, race) ?? [])
    .filter(row => !cat || row.catId === cat)
    .map(row => ({ row, rank: cat ? row.catRnk : row.rnk, gap: cat ? row.catTotalBehind : row.totalBehind }))
    .filter(({ rank }) => rank != null)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, n);
}

/** The next starters of a race, each with the moment of the start as `at`; none of a race that does not take place as planned. */
export const starters = (state, race, n) =>
  race && !isOff(race) ? nextStarters(state, race, tableOf(state, race.raceId) ?? []).slice(0, n) : [];
