/** The gates of one run of a row. Pure. */
import { runs } from './format.js';

/** The gates of a run of a detailed row; null if they are not known. */
export function gatesOf(detail, nr, bestRun) {
  if (!detail) return null;
  if (!bestRun) return detail.gates;
  const [first, second] = runs(detail);
  const ran = run => run.time != null || run.total != null;
  if (ran(first) && ran(second)) return nr === 1 ? detail.prevGates : detail.gates;
  return (nr === 2) === ran(second) ? detail.gates : null;
}
