/** How fresh a screen is. What is older than ten seconds is hidden: nobody stands beside a screen to doubt it. */
import { isRunning } from '../client/state.js';
import { delayMillis } from '../common/clock.js';

const MAX_AGE_MS = 10000;

let lostAt = null;
let shownAt = Date.now();

/** Notes when messages come. */
export function watchFreshness(store) {
  store.observers.add(() => { shownAt = Date.now(); });
}

/**
 * Whether there is something to show that was received: in the life of this page, or with a broadcast delay also before its reload,
 * not longer ago than the delay. What the device has kept otherwise may be of yesterday.
 */
export const hasPicture = ({ received, state }) => received || delayMillis() > 0 && state.cursor !== null;

/**
 * Whether what the store shows is older than ten seconds: the connection is lost for so long, or riders are on course, of whom
 * there is a message every second, and there was none for so long. Called at least once a second.
 */
export function isStale(store) {
  const { link, state } = store;
  if (!hasPicture(store)) return true;
  if (link.freshness === 'official') return false;
  const now = Date.now();
  if (link.freshness === 'live') lostAt = null;
  else lostAt ??= now;
  return lostAt !== null && now - lostAt > MAX_AGE_MS || now - shownAt > MAX_AGE_MS && isRunning(state);
}
