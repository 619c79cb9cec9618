/** Starts a screen: a page that shows a race to others, without anybody at its keyboard. */
import { h, render } from 'preact';
import { BoardView } from './board.js';
import { watchFreshness } from './freshness.js';
import { goOn, reloadAtNewVersions } from './newVersion.js';
import { OverlayView } from './overlay.js';
import { parse } from './route.js';
import { SpeakerView } from './speaker.js';
import { keepAwake } from './wakeLock.js';
import { delayMillis, setDelay } from '../common/clock.js';
import { DelayLine } from '../common/delayLine.js';
import { keepOverReload } from '../common/keptDelay.js';
import { loadTranslations } from '../common/i18n.js';
import { store } from '../common/store.js';

const VIEWS = { board: BoardView, overlay: OverlayView, speaker: SpeakerView };
const RETRY_MS = 5000;

const root = document.getElementById('screen');
let frame = null;

/** Renders once before the browser's next frame. */
function redraw() {
  frame ??= requestAnimationFrame(() => {
    frame = null;
    const { route } = store;
    render(h(VIEWS[route.view], { store, route }), root);
  });
}

/** A screen that is switched on before the network is waits for it. */
async function textsAtLast() {
  for (;;) {
    try {
      return await loadTranslations();
    } catch {
      await new Promise(resolve => setTimeout(resolve, RETRY_MS));
    }
  }
}

const route = parse(location);
if (route.theme) document.documentElement.dataset.theme = route.theme;
setDelay(location.search);
await textsAtLast();
if (delayMillis()) {
  store.line = new DelayLine(delayMillis(), show => show());
  keepOverReload(store);
}
store.onChange = redraw;
watchFreshness(store);
store.go(route);
goOn(store);
// The clock of day, and what a screen hides when it is not fresh any more.
setInterval(redraw, 1000);
keepAwake();
reloadAtNewVersions(store);
