/** The broadcast delay of the page: everything it shows is as late as `delay=` of its address says. */
import { delayMillis } from '../common/clock.js';
import { DelayLine, untilFirstPicture } from '../common/delayLine.js';
import { keepOverReload } from '../common/keptDelay.js';
import { t } from '../common/i18n.js';

/** In the middle of the page, which is empty until then. Set here, because style sheets are part of every first view. */
const WAITING = 'inset: 40vh 0 auto; width: fit-content; margin: auto; padding: .5rem 1rem; font-size: 1.2rem; text-align: center';

/** Up to ten minutes as 4:59, rounded up to seconds. What other files import from the first view would make it larger. */
const minutes = millis => new Date(Math.ceil(millis / 1000) * 1000).toISOString().slice(15, 19);

/**
 * Delays all that the store shows. A note at the edge of the page says so, and every address keeps the delay. Until the first
 * picture the note is in the middle of the page, and counts down.
 */
export function delayStore(store) {
  store.line = new DelayLine(delayMillis(), show => show());
  keepOverReload(store);
  const note = document.createElement('p');
  note.className = 'delayed';
  note.dataset.delay = delayMillis() / 1000;
  document.body.append(note);
  const update = () => {
    const left = untilFirstPicture(store);
    const late = t('delay.on', { n: delayMillis() / 1000 });
    note.textContent = left === null ? late : `${late} ${minutes(left)}`;
    note.style.cssText = left === null ? '' : WAITING;
  };
  update();
  setInterval(update, 1000);
  store.observers.add(update);
  const keep = () => {
    const address = new URL(location.href);
    if (address.searchParams.get('delay') === note.dataset.delay) return;
    address.searchParams.set('delay', note.dataset.delay);
    history.replaceState(null, '', address);
  };
  addEventListener('route', keep);
  addEventListener('popstate', keep);
}
