/** How fresh a screen is. What is older than ten seconds is hidden: nobody stands beside a screen to doubt it. */
import { isRunning } from '../client/state.js';

const MAX_AGE_MS = 10000;

let lostAt = null;
let shownAt = 0;

/** Notes when messages come. */
export function watchFreshness(store) {
  store.observers.add(() => { shownAt = Date.now(); });
}

/**
 * Whether what the store shows is older than ten seconds: the connection is lost for so long, or riders are on course, of whom
 * there is a message every second, and there was none for so long. Called at least once a second.
 */
export function isStale({ link, state, received }) {
  // What the device has kept may be of yesterday.
  if (!received) return true;
  if (link.freshness === 'official') return false;
  const now = Date.now();
  if (link.freshness === 'live') lostAt = null;
  else lostAt ??= now;
  return lostAt !== null && now - lostAt > MAX_AGE_MS || now - shownAt > MAX_AGE_MS && isRunning(state);
}
