/**
 * Keeps what a page with a broadcast delay shows, and what waits to be shown, while the page is reloaded. It goes on where it was, and
 * asks the service only for what came meanwhile. Without session storage, or if that is full, a reload begins anew.
 */
import { delayMillis } from './clock.js';

const KEY = 'delayed';

/** Lets the store go on after a reload of this tab. */
export function keepOverReload(store) {
  addEventListener('pagehide', () => save(store));
  store.kept = load;
}

function save({ event, race, head, state, link, line }) {
  try {
    // Until all that waits is of the race that is shown, nothing is kept.
    if (!state.event || event !== head.event || race !== head.race) return;
    const waiting = line.pending().filter(({ item }) => item.message).map(({ item, at }) => ({ message: item.message, at }));
    sessionStorage.setItem(KEY, JSON.stringify({ at: Date.now(), delay: delayMillis(), event, race, state, link, waiting }));
  } catch {
    // There is no room, or no storage.
  }
}

/** What was kept of a race a moment ago, once: { at, state, link, waiting: [{ message, at }] }. Older than the delay it is of no use. */
function load(event, race) {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY));
    sessionStorage.removeItem(KEY);
    const age = Date.now() - kept.at;
    return kept.event === event && kept.race === race && kept.delay === delayMillis() && age >= 0 && age < delayMillis() ? kept : null;
  } catch {
    return null;
  }
}
