/** Announces new results to screen readers, with pauses between the announcements. */
import { countedTotal, seconds } from '../common/format.js';
import { tableOf } from '../common/ranking.js';
import { rowKey } from '../client/state.js';
import { t } from '../common/i18n.js';

const PAUSE_MS = 6000;
const MAX_AT_ONCE = 3;

let waiting = [];
let timer = null;

/** Announces the results of a race that changed between two states. */
export function announceResults(before, after, raceId) {
  const [older, newer] = [tableOf(before, raceId), tableOf(after, raceId)];
  if (!older || !newer || older === newer) return;
  const known = new Map(older.map(row => [rowKey(row), row]));
  for (const row of newer) {
    const last = known.get(rowKey(row));
    if (!last || last === row || row.rnk == null || (last.total === row.total && countedTotal(last) === countedTotal(row))) continue;
    waiting.push(t('announce.result', { name: row.name, rank: row.rnk, total: seconds(countedTotal(row)) }));
  }
  if (waiting.length) timer ??= setTimeout(announce, 300);
}

function announce() {
  document.getElementById('spoken').textContent = waiting.slice(-MAX_AT_ONCE).join('. ');
  waiting = [];
  timer = setTimeout(() => {
    timer = null;
    if (waiting.length) announce();
  }, PAUSE_MS);
}
