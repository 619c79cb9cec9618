/** The last finishers of the race that a screen shows. There are no messages about them: rows change. */
import { finishers } from './commentary.js';
import { eventUrl } from '../client/api.js';
import { rowKey } from '../client/state.js';
import { read } from '../common/delayedRead.js';
import { runs } from '../common/format.js';
import { runTable, tableOf } from '../common/ranking.js';

/** The run of a row that was finished last. */
export const lastRun = row => row.totalTotal === undefined ? row : runs(row).filter(run => run.total != null || run.status).pop() ?? row;

export class Finishers {
  /**
   * @param most how many are kept
   * @param changed is called when there are others; with the newest, unless they were read at the start
   */
  constructor(store, most, changed) {
    Object.assign(this, { store, most, changed, keys: [], race: undefined });
    this.observe = (before, after) => this.add(before, after);
    store.observers.add(this.observe);
  }

  stop() {
    this.store.observers.delete(this.observe);
    this.stopped = true;
  }

  /** Follows the store to another race. */
  follow() {
    if (this.store.race === this.race) return;
    this.race = this.store.race;
    this.keys = [];
    if (this.race) this.load(this.race);
  }

  /** Reads the last finishers from the finish times. */
  async load(race) {
    try {
      const { race: about, results } = await read(eventUrl(this.store.event, 'results', race) + '?detailed=true');
      if (this.stopped || race !== this.race) return;
      this.keep([...this.keys, ...finishers(about, results)]);
    } catch {
      // The list fills with the next finishers.
    }
  }

  keep(keys, newest) {
    this.keys = [...new Set(keys)].slice(0, this.most);
    this.changed(newest);
  }

  add(before, after) {
    const [older, newer] = [tableOf(before, this.race), tableOf(after, this.race)];
    if (!older || !newer || older === newer) return;
    const known = new Map(older.map(row => [rowKey(row), row]));
    const came = newer.filter(row => {
      const last = known.get(rowKey(row));
      return last && last !== row && lastRun(row).total != null && lastRun(last).total !== lastRun(row).total;
    }).map(rowKey);
    if (came.length) this.keep([...came, ...this.keys], came[0]);
  }

  /** The rows of the last finishers, the newest first. */
  rows(table) {
    const byKey = new Map(table.map(row => [rowKey(row), row]));
    return this.keys.map(key => byKey.get(key)).filter(Boolean);
  }
}

const firstRanks = new WeakMap();

/**
 * How many places a rider of a second run gained with it: by the ranks of the first run and those of both.
 *
 * @returns a number, negative for places lost; null if there is nothing to compare, as in every other race
 */
export function placesGained(race, rows, row) {
  if (race.raceType !== 'best-run-2' || row.rnk == null || runs(row)[1].total == null) return null;
  if (!firstRanks.has(rows)) firstRanks.set(rows, new Map(runTable(rows, 1).map(one => [rowKey(one), one.rnk])));
  const before = firstRanks.get(rows).get(rowKey(row));
  return before == null ? null : before - row.rnk;
}
