/** Starts a view that another site shows in a frame. It has no service worker; its links open in a new tab (page.html). */
import { h, render } from 'preact';
import { tellHeight } from './height.js';
import { Layout } from './layout.js';
import { EmbeddedRace } from './race.js';
import { EmbeddedRiders } from './riders.js';
import { routeOf } from './route.js';
import { announceResults } from '../spectator/announcements.js';
import { store } from '../common/store.js';
import { loadTranslations } from '../common/i18n.js';

const root = document.getElementById('app');
const route = routeOf(location);
const View = route.view === 'riders' ? EmbeddedRiders : EmbeddedRace;
let frame = null;

function draw() {
  frame = null;
  render(h(Layout, { store, route }, h(View, { key: store.race, store, route })), root);
}

await loadTranslations();
store.onChange = () => {
  frame ??= requestAnimationFrame(draw);
};
store.observers.add((before, after) => announceResults(before, after, store.race));
root.replaceChildren();
store.go(route);
tellHeight();
