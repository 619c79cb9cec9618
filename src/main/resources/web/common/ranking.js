/**
 * How riders stand after the first of two runs. The service ranks by the better run and sends that; the first run's own
 * order is worked out here, by the service's rules: by total, equal totals share a rank and the next is skipped, and
 * whoever has a status or no total has no rank. Pure.
 */
import { runs } from './format.js';
import { inRankOrder, kept, rowKey } from './state.js';

/** A race's rows as its page shows them: of a first run its own, of all others those of the service. */
export function tableOf(state, raceId) {
  const rows = state.results[raceId];
  const first = state.races.find(race => race.raceId === raceId)?.raceType === 'best-run-1';
  return rows && first ? firstRun(raceId, rows) : rows;
}

const known = new WeakMap();
const latest = new Map();

/** The table of rows that are known already; rows that say the same as the last time are the same objects. */
function firstRun(raceId, rows) {
  if (!known.has(rows)) {
    const table = kept(latest.get(raceId) ?? [], firstRunTable(rows), rowKey);
    known.set(rows, table);
    latest.set(raceId, table);
  }
  return known.get(rows);
}

/** Rows of two runs as rows of the first one alone, in its order. */
export function firstRunTable(rows) {
  return ranked(rows.map(row => {
    const { bib, athleteId, name, club, noc, catId, members, prevUnderInvestigation: underInvestigation } = row;
    const { time, pen, total, status } = isEitherRun(row) ? { time: null, pen: null, total: null, status: row.prevStatus } : runs(row)[0];
    return { bib, athleteId, name, club, noc, catId, members, underInvestigation, time, pen, total, status };
  }));
}

/** Neither run counts and one of them has a time: the row does not say which. */
const isEitherRun = row => row.prevStatus != null && row.currStatus != null && row.prevTime == null && row.prevTotal == null;

/** Rows of one run with their ranks and gaps, among all and in their category, in rank order. */
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

/** By total, its rank and its gap. */
function standings(rows) {
  const totals = rows.map(counted).filter(total => total != null).sort((a, b) => a - b);
  const places = new Map();
  totals.forEach((total, i) => places.has(total) || places.set(total, { rank: i + 1, behind: gap(total - totals[0]) }));
  return places;
}

const gap = hundredths => (hundredths ? '+' : '') + (hundredths / 100).toFixed(2);
