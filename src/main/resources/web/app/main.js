/** The page people watch: starts it, draws it, keeps it. */
import { h, render } from 'preact';
import { announceResults } from './announce.js';
import { BoardView } from './board.js';
import { EventsView, EventView } from './event.js';
import { onFavourites, tellOfFavourites } from './favourites.js';
import { Frame } from './frame.js';
import { RaceView } from './race.js';
import { RiderView } from './rider.js';
import { follow } from './route.js';
import { store } from './store.js';
import { className, raceOf, raceType } from './parts.js';
import { joined } from '../common/format.js';
import { loadWords, t } from '../common/i18n.js';

const VIEWS = { events: EventsView, event: EventView, race: RaceView, rider: RiderView };

const root = document.getElementById('app');
let asked = null;

/** Draws before the next frame, however many reasons there are. */
function redraw() {
  asked ??= requestAnimationFrame(draw);
  // Nobody sees a hidden page, but its title and its notifications are seen.
  if (document.hidden) setTimeout(draw);
}

function draw() {
  cancelAnimationFrame(asked);
  asked = null;
  const { route } = store;
  const View = view(route);
  document.title = title(route);
  render(h(Frame, { store, route },
    h(View, { key: joined('/', route.view, route.event, route.race, route.bib, route.board), store, route, report: link => { store.link = link; redraw(); } })), root);
}

/** An event's own address shows its race under way, as soon as that is known. */
function view(route) {
  if (route.board && route.event) return BoardView;
  return route.view === 'event' && store.race ? RaceView : VIEWS[route.view];
}

function title({ event, race = store.race, bib, cat }) {
  const { state } = store;
  if (!event) return 'Gatecast · ' + t('title.events');
  const shown = raceOf(state, race);
  const rider = bib && state.results[race]?.find(row => String(row.bib) === bib);
  const category = cat && (state.categories.find(one => one.catId === cat)?.name ?? cat);
  return joined(' · ', rider?.name, shown && `${className(state, shown.classId)}, ${raceType(shown)}`, category, state.event?.mainTitle) || document.title;
}

await loadWords();
store.onChange = redraw;
store.observers.add((before, after) => {
  announceResults(before, after, store.race);
  tellOfFavourites(before, after);
});
onFavourites(redraw);
root.replaceChildren();
follow(route => store.go(route));

if ('serviceWorker' in navigator && !store.route.embed) {
  addEventListener('load', () => navigator.serviceWorker.register('/worker.js').catch(() => {}));
  if (document.readyState === 'complete') navigator.serviceWorker.register('/worker.js').catch(() => {});
}
