/** Starts the spectators' page and renders it when the state changes. */
import { h, render } from 'preact';
import { announceResults } from './announcements.js';
import { EventsView } from './events.js';
import { onFavourites, notifyOfFavourites } from './favourites.js';
import { laterView, load } from './lazy.js';
import { Layout } from './layout.js';
import { siteName } from './operator.js';
import { RaceView } from './race.js';
import { follow } from './route.js';
import { store } from '../common/store.js';
import { className, raceOf, raceType } from './components.js';
import { delayMillis, setDelay } from '../common/clock.js';
import { joined } from '../common/format.js';
import { loadTranslations, t } from '../common/i18n.js';

const VIEWS = { events: EventsView, event: laterView('later', 'EventView'), race: RaceView, rider: laterView('extras', 'RiderView'), riders: laterView('later', 'RidersView') };
/** What the first view does not need is loaded so long after it, so that it is there without a network. */
const LATER_MS = 15000;
/** It is loaded before that when the reader does something. */
const SIGNS_OF_A_READER = ['scroll', 'pointerdown', 'keydown'];

const root = document.getElementById('app');
let frame = null;

/** Renders once before the browser's next frame. */
function redraw() {
  frame ??= requestAnimationFrame(draw);
  // A hidden page gets no frames, but its title and its notifications must change.
  if (document.hidden) setTimeout(draw);
}

function draw() {
  cancelAnimationFrame(frame);
  frame = null;
  const { route } = store;
  const View = view(route);
  document.title = title(route);
  render(h(Layout, { store, route },
    h(View, { key: joined('/', route.view, route.event, route.race, route.bib), store, route, report: link => { store.link = link; redraw(); } })), root);
}

/** An event's own address shows the race under way, as soon as the page knows it. */
function view(route) {
  // Until the event is known, its own address waits as a race does, so that the schedule's script is not loaded for nothing.
  const isRace = store.race || (!route.schedule && !store.state.event);
  return route.view === 'event' && isRace ? RaceView : VIEWS[route.view];
}

function title({ event, race = store.race, bib, cat }) {
  const { state } = store;
  if (!event) return siteName + ' · ' + t('title.events');
  const shown = raceOf(state, race);
  const rider = bib && state.results[race]?.find(row => String(row.bib) === bib);
  const category = cat && (state.categories.find(one => one.catId === cat)?.name ?? cat);
  return joined(' · ', rider?.name, shown && (shown.customTitle?.trim() ? shown.customTitle : `${className(state, shown.classId)}, ${raceType(shown)}`), category, state.event?.mainTitle) || document.title;
}

// Not awaited: later.js and extras.js import this file, so they would wait for its end.
async function start() {
  setDelay(location.search);
  await loadTranslations(true);
  if (delayMillis()) (await load('extras')).delayStore(store);
  store.onChange = redraw;
  store.observers.add((before, after) => {
    announceResults(before, after, store.race);
    notifyOfFavourites(before, after);
  });
  onFavourites(redraw);
  root.replaceChildren();
  follow(route => store.go(route));
  setTimeout(loadRest, LATER_MS);
  SIGNS_OF_A_READER.forEach(sign => addEventListener(sign, loadRest, { once: true, passive: true }));
  if ('serviceWorker' in navigator) {
    addEventListener('load', () => navigator.serviceWorker.register('/worker.js').catch(() => {}));
    if (document.readyState === 'complete') navigator.serviceWorker.register('/worker.js').catch(() => {});
  }
}

function loadRest() {
  for (const file of ['later', 'extras']) load(file).catch(() => {});
}

start();
