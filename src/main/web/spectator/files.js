/**
 * Links to files: the lists of a race below its page; archives, calendar and feed below the schedule. They stand after the page's
 * own elements, so that neither the first view nor the schedule waits for them.
 */
import { h, render } from 'preact';
import { raceOf, raceType } from './components.js';
import { dayShown } from './programme.js';
import { eventUrl } from '../client/api.js';
import { dayName } from '../common/format.js';
import { archiveUrl, FORMATS, listsOf, listUrl } from '../common/lists.js';
import { store } from '../common/store.js';
import { t } from '../common/i18n.js';

/** The race under way may change without an event. */
const LOOK_AGAIN_MS = 3000;
/** The page is drawn in the frame after its address has changed. */
const DRAWN_MS = 100;

const language = () => document.documentElement.lang;

/** Links to what calendars and feed readers subscribe to. */
const Subscriptions = ({ event }) => h('p', { class: 'line', 'data-subscriptions': event },
  h('a', { class: 'button', href: `${eventUrl(event, 'programme.ics')}?lang=${language()}` }, t('calendar.add')),
  h('a', { class: 'button', href: `${eventUrl(event, 'official.atom')}?lang=${language()}`, type: 'application/atom+xml' }, t('feed.official')));

/** Links to the archives of the day and of the event. */
const Archives = ({ event, day }) => h('p', { class: 'line', 'data-archives': event },
  h('b', {}, t('race.lists')),
  day ? h('a', { class: 'button', href: archiveUrl(event, { day, lang: language() }) }, `${dayName(day)} · ZIP`) : null,
  h('a', { class: 'button', href: archiveUrl(event, { lang: language() }) }, `${t('race.all')} · ZIP`));

const listName = (list, race) => list === 'start' ? t('list.start')
  : list !== 'results' ? raceType(race)
    : race.raceType === 'best-run-2' ? t('run.combined') : t('list.results');

/** A race's lists in each format. */
const RaceFiles = ({ event, race, catId }) => h('details', {},
  h('summary', { style: { minHeight: '2.75rem', padding: '.6rem 0', cursor: 'pointer' } }, h('b', {}, t('race.lists'))),
  h('ul', {}, listsOf(race.raceType).map(list => h('li', { key: list, style: { padding: '.25rem 0' } },
    h('p', {}, listName(list, race)),
    h('p', { style: { display: 'flex', flexWrap: 'wrap', gap: '.5rem' } }, FORMATS.map(format => h('a', {
      key: format, class: 'button', href: listUrl(event, race.raceId, list, format, { lang: language(), catId }),
      'aria-label': `${listName(list, race)} ${format.toUpperCase()}`,
      // A browser shows PDF by itself. The page goes on behind it.
      ...format === 'pdf' && { target: '_blank', rel: 'noopener' },
    }, format.toUpperCase())))))),
  h(Subscriptions, { event }));

const place = document.createElement('footer');

/** The links that fit what the page shows: of a race, of the schedule, or none. */
function links({ state, route, race: raceId, gone }) {
  const { event, view } = route ?? {};
  const race = raceOf(state, raceId);
  if (gone || !state.event) return null;
  if (race && (view === 'race' || route.follows)) return h(RaceFiles, { key: `${event}/${raceId}`, event, race, catId: route.cat });
  return view === 'event' && route.schedule && state.races.length ? [h(Archives, { event, day: dayShown(store, route.day) }), h(Subscriptions, { event })] : null;
}

function draw() {
  const shown = links(store);
  place.hidden = !shown;
  place.dataset.files = shown && !store.route.schedule ? store.race : '';
  // The space below a view is kept free for the bar that leads to the race under way.
  place.style.paddingBottom = document.querySelector('.now') ? '3.25rem' : '0';
  render(shown, place);
}

/** Shows the links of whatever the page shows, from now on. */
export function showFiles() {
  // It lies in the space below the view, so that nothing moves when it appears, and over it, so that all of it can be pressed.
  Object.assign(place.style, { position: 'relative', width: '100%', maxWidth: '112rem', minHeight: '4rem', margin: '-4rem auto 0', paddingInline: '.75rem' });
  document.body.append(place);
  draw();
  setInterval(draw, LOOK_AGAIN_MS);
  for (const change of ['route', 'popstate']) addEventListener(change, () => setTimeout(draw, DRAWN_MS));
}
