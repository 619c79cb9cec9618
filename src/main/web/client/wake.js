/** Tells when the page is visible again, or the network is back. */

/** A page that was hidden for this time may have a dead connection that the browser has not noticed. */
const SLEEP_MS = 30000;

/**
 * Calls back whenever the page wakes. Without a page, as in Node.js, nothing is called.
 *
 * @param woke is called with whether the page was hidden for long
 * @param lost is called when the browser reports that it is offline
 * @param signal ends the calls
 */
export function onWake(woke, lost, signal) {
  const { document } = globalThis;
  if (!document) return;
  let hiddenAt = null;
  const wake = () => {
    const slept = hiddenAt !== null && Date.now() - hiddenAt > SLEEP_MS;
    hiddenAt = null;
    woke(slept);
  };
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) hiddenAt = Date.now();
    else wake();
  }, { signal });
  addEventListener('pageshow', wake, { signal });
  addEventListener('online', wake, { signal });
  addEventListener('offline', lost, { signal });
}
