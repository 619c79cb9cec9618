/** The clock of a page: the present, or the moment that a page with a broadcast delay shows. */

const MAX_DELAY_SECONDS = 300;

let delay = 0;

/** The moment that the page shows, in milliseconds since 1970. */
export const now = () => Date.now() - delay;

/** How late the page is, in milliseconds. */
export const delayMillis = () => delay;

/** Sets the broadcast delay by the page's address: `delay=0…300`, in seconds. Anything else is no delay. */
export function setDelay(search) {
  const text = new URLSearchParams(search).get('delay') ?? '';
  delay = /^\d{1,3}$/.test(text) ? Math.min(Number(text), MAX_DELAY_SECONDS) * 1000 : 0;
}
