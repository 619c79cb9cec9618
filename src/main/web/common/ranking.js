/**
 * The ranks of the first of two runs. The service ranks by the better run and sends those ranks. This module computes the
 * ranks of the first run, with the rules of the service: by total; equal totals share a rank and the next rank is skipped;
 * a row with a status or without a total has no rank. Pure.
 */
import { runs } from './format.js';
import { inRankOrder, reuseEqual, rowKey } from './state.js';

/** The rows of a race in the order that its page shows. A first run has its own ranks, any other race those of the service. */
export function tableOf(state, raceId) {
  const rows = state.results[raceId];
  const first = state.races.find(race => race.raceId === raceId)?.raceType === 'best-run-1';
  return rows && first ? firstRun(raceId, rows) : rows;
}

const tableByRows = new WeakMap();
const lastTables = new Map();

/** The table of a first run, computed once for the same rows. Rows equal to those of the table before are the same objects. */
function firstRun(raceId, rows) {
  if (!tableByRows.has(rows)) {
    const table = reuseEqual(lastTables.get(raceId) ?? [], firstRunTable(rows), rowKey);
    tableByRows.set(rows, table);
    lastTables.set(raceId, table);
  }
  return tableByRows.get(rows);
}

/** Turns rows of two runs into rows of the first run, ranked. */
export function firstRunTable(rows) {
  return ranked(rows.map(row => {
    const { bib, athleteId, name, club, noc, catId, members, prevUnderInvestigation: underInvestigation } = row;
    const { time, pen, total, status } = isEitherRun(row) ? { time: null, pen: null, total: null, status: row.prevStatus } : runs(row)[0];
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
