/** The broadcast delay of the page: everything it shows is as late as `delay=` of its address says. */
import { delayMillis } from '../common/clock.js';
import { DelayLine } from '../common/delayLine.js';
import { keepOverReload } from '../common/keptDelay.js';
import { t } from '../common/i18n.js';

/** Delays all that the store shows. A note at the edge of the page says so, and every address keeps the delay. */
export function delayStore(store) {
  store.line = new DelayLine(delayMillis(), show => show());
  keepOverReload(store);
  const note = document.createElement('p');
  note.className = 'delayed';
  note.dataset.delay = delayMillis() / 1000;
  note.textContent = t('delay.on', { n: delayMillis() / 1000 });
  document.body.append(note);
  const keep = () => {
    const address = new URL(location.href);
    if (address.searchParams.get('delay') === note.dataset.delay) return;
    address.searchParams.set('delay', note.dataset.delay);
    history.replaceState(null, '', address);
  };
  addEventListener('route', keep);
  addEventListener('popstate', keep);
}
