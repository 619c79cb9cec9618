/** Which gates cost the most: how often each was touched and missed. Pure. */
import { gatesOf } from '../common/runGates.js';

const TOUCH = 2;
const MISS = 50;

/** How many boats touched and missed a gate: of one boat 2 or 50, of a team the sum of its boats. */
const faults = penalty => ({ missed: Math.floor(penalty / MISS), touched: Math.floor(penalty % MISS / TOUCH) });

const costOf = ({ touched, missed }) => touched * TOUCH + missed * MISS;

const sums = (all, gates) => gates.forEach(({ number, touched, missed }) => {
  const sum = all[number - 1] ??= { gate: number, touched: 0, missed: 0 };
  sum.touched += touched ?? 0;
  sum.missed += missed ?? 0;
});

/** The counts of one run of the race: { runs, gates: [{ gate, touched, missed }] }. */
function countRun(details, nr, bestRun) {
  const passed = details.map(row => gatesOf(row, nr, bestRun)).filter(gates => gates?.some(gate => gate.penalty != null));
  const gates = [];
  passed.forEach(run => sums(gates, run.map(gate => ({ number: gate.number, ...faults(gate.penalty ?? 0) }))));
  return { runs: passed.length, gates };
}

/**
 * The counts that a speaker sees: those of the race's run, before that those of the first run, before that those of the timing
 * program for the class.
 *
 * @param details rows with gates, as REST sends them
 * @param statistics of the timing program, as REST sends them
 * @returns { of: 'race', 'first', 'class' or null, runs, gates }
 */
export function countGates(race, details, statistics) {
  const bestRun = race.raceType.startsWith('best-run');
  const own = countRun(details, race.raceType === 'best-run-2' ? 2 : 1, bestRun);
  if (own.runs) return { of: 'race', ...own };
  const first = race.raceType === 'best-run-2' ? countRun(details, 1, true) : { runs: 0 };
  if (first.runs) return { of: 'first', ...first };
  const ofClass = classStatistics(race, statistics);
  return ofClass.runs ? { of: 'class', ...ofClass } : { of: null, runs: 0, gates: [] };
}

/** What the timing program has counted for the race's class, in all phases. */
export function classStatistics(race, statistics) {
  const counted = statistics.filter(one => one.classId === race.classId && one.runsCounted > 0);
  const gates = [];
  counted.forEach(one => sums(gates, one.gates));
  return { runs: counted.reduce((sum, one) => sum + one.runsCounted, 0), gates };
}

/** The gates that cost the most penalty seconds, the worst first. */
export const hardest = (gates, limit) => gates.filter(gate => costOf(gate) > 0)
  .sort((a, b) => costOf(b) - costOf(a) || a.gate - b.gate).slice(0, limit);
