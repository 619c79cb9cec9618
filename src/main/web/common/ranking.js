/**
 * The ranks of one of two runs. The service ranks by the better run and sends those ranks. This module computes the ranks
 * of each run, with the rules of the service: by total; equal totals share a rank and the next rank is skipped; a row with a
 * status or without a total has no rank. Pure.
 */
import { runs } from './format.js';
import { inRankOrder, reuseEqual, rowKey } from '../client/state.js';

/**
 * The rows of a race in the order that its page shows. A first run has its own ranks, any other race those of the service.
 *
 * @param run '2' for the ranks of the second run by itself
 */
export function tableOf(state, raceId, run) {
  const rows = state.results[raceId];
  const type = state.races.find(race => race.raceId === raceId)?.raceType;
  const nr = type === 'best-run-1' ? 1 : type === 'best-run-2' && run === '2' ? 2 : 0;
  return rows && nr ? oneRun(raceId, rows, nr) : rows;
}

const tableByRows = [null, new WeakMap(), new WeakMap()];
const lastTables = new Map();

/** The table of one run, computed once for the same rows. Rows equal to those of the table before are the same objects. */
function oneRun(raceId, rows, nr) {
  if (!tableByRows[nr].has(rows)) {
    const key = `${nr} ${raceId}`;
    const table = reuseEqual(lastTables.get(key) ?? [], runTable(rows, nr), rowKey);
    tableByRows[nr].set(rows, table);
    lastTables.set(key, table);
  }
  return tableByRows[nr].get(rows);
}

/** Turns rows of two runs into rows of the first or the second, ranked. */
export function runTable(rows, nr) {
  return ranked(rows.map(row => {
    const { bib, athleteId, name, club, noc, catId, members } = row;
    const run = runs(row)[nr - 1];
    const { time, pen, total, status, underInvestigation } = isEitherRun(row) ? { ...run, time: null, pen: null, total: null } : run;
    return { bib, athleteId, name, club, noc, catId, members, underInvestigation, time, pen, total, status };
  }));
}

/** Neither run counts, and one of them has a time, but the row does not say which. */
const isEitherRun = row => row.prevStatus != null && row.currStatus != null && row.prevTime == null && row.prevTotal == null;

/** Rows of one run with rank and gap, overall and in the category, in rank order. */
export function ranked(rows) {
  const overall = standings(rows);
  const categories = new Map([...new Set(rows.map(row => row.catId))].map(catId => [catId, standings(catId == null ? [] : rows.filter(row => row.catId === catId))]));
  return rows.map(row => {
    const place = overall.get(counted(row));
    const inCategory = categories.get(row.catId).get(counted(row));
    return {
      ...row, rnk: place?.rank ?? null, totalBehind: place?.behind ?? null,
      catRnk: inCategory?.rank ?? null, catTotalBehind: inCategory?.behind ?? null,
    };
  }).sort(inRankOrder);
}

const counted = row => row.status == null ? row.total : null;

/** Rank and gap by total. */
function standings(rows) {
  const totals = rows.map(counted).filter(total => total != null).sort((a, b) => a - b);
  const places = new Map();
  totals.forEach((total, i) => places.has(total) || places.set(total, { rank: i + 1, behind: gap(total - totals[0]) }));
  return places;
}

const gap = hundredths => (hundredths ? '+' : '') + (hundredths / 100).toFixed(2);
