/**
 * Links to lists as files: those of a race below its page, archives below the schedule. The links of a race stand after the page's
 * own elements, because the race's view is part of the first view and knows nothing of them.
 */
import { Component, h, render } from 'preact';
import { raceType } from './components.js';
import { eventUrl, read } from '../client/api.js';
import { loadItem } from '../common/deviceStorage.js';
import { dayName } from '../common/format.js';
import { archiveUrl, FORMATS, listsOf, listUrl } from '../common/lists.js';
import { t } from '../common/i18n.js';

/** The race under way may change without an event. */
const LOOK_AGAIN_MS = 3000;
/** The page is drawn in the frame after its address has changed. */
const DRAWN_MS = 100;

const language = () => document.documentElement.lang;

/** Links to the archives of the day and of the event. */
export const Archives = ({ event, day }) => h('p', { class: 'line', 'data-archives': event },
  h('b', {}, t('race.lists')),
  day ? h('a', { class: 'button', href: archiveUrl(event, { day, lang: language() }) }, `${dayName(day)} · ZIP`) : null,
  h('a', { class: 'button', href: archiveUrl(event, { lang: language() }) }, `${t('race.all')} · ZIP`));

const listName = (list, race) => list === 'start' ? t('list.start')
  : list !== 'results' ? raceType(race)
    : race.raceType === 'best-run-2' ? t('run.combined') : t('list.results');

/** A race's lists. Which ones it has depends on its type, which is asked for when somebody opens them. */
class RaceFiles extends Component {
  state = { found: null, failed: false };

  async toggle(open) {
    if (!open || this.state.found) return;
    this.setState({ failed: false });
    const { races } = await read(eventUrl(this.props.event)).catch(() => ({}));
    const found = races?.find(one => one.raceId === this.props.race) ?? null;
    if (!this.unmounted) this.setState({ found, failed: !found });
  }

  componentWillUnmount() {
    this.unmounted = true;
  }

  render({ event, race, catId }, { found, failed }) {
    return h('details', { onToggle: ({ currentTarget }) => this.toggle(currentTarget.open) },
      h('summary', { style: { minHeight: '2.75rem', padding: '.6rem 0', cursor: 'pointer' } }, h('b', {}, t('race.lists'))),
      found ? h('ul', {}, listsOf(found.raceType).map(list => h('li', { key: list, style: { padding: '.25rem 0' } },
        h('p', {}, listName(list, found)),
        h('p', { style: { display: 'flex', flexWrap: 'wrap', gap: '.5rem' } }, FORMATS.map(format => h('a', {
          key: format, class: 'button', href: listUrl(event, race, list, format, { lang: language(), catId }),
          'aria-label': `${listName(list, found)} ${format.toUpperCase()}`,
          // A browser shows PDF by itself. The page goes on behind it.
          ...format === 'pdf' && { target: '_blank', rel: 'noopener' },
        }, format.toUpperCase()))))))
        : h('p', { class: 'soft' }, t(failed ? 'later.failed' : 'loading')));
  }
}

const decode = part => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** The race that the page shows: { event, race, catId }, or null if it shows something else. */
function raceShown() {
  const [, , event, , race, rider] = location.pathname.split('/').map(decode);
  const query = new URLSearchParams(location.search);
  if (!event || rider || !document.querySelector('main.race')) return null;
  if (race) return { event, race, catId: query.get('cat') };
  // The store keeps the race under way for the next visit.
  const last = query.has('view') ? null : loadItem('shown');
  return last?.event === event ? { event, race: last.race } : null;
}

const place = document.createElement('footer');

function draw() {
  const shown = raceShown();
  place.hidden = !shown;
  place.dataset.files = shown?.race ?? '';
  // The space below a view is kept free for the bar that leads to the race under way.
  place.style.paddingBottom = document.querySelector('.now') ? '3.25rem' : '0';
  render(shown && h(RaceFiles, { key: `${shown.event}/${shown.race}`, ...shown }), place);
}

/** Shows the links of whatever race the page shows, from now on. */
export function showFiles() {
  // It lies in the space below the view, so that nothing moves when it appears.
  Object.assign(place.style, { width: '100%', maxWidth: '112rem', minHeight: '4rem', margin: '-4rem auto 0', paddingInline: '.75rem' });
  document.body.append(place);
  draw();
  setInterval(draw, LOOK_AGAIN_MS);
  for (const change of ['route', 'popstate']) addEventListener(change, () => setTimeout(draw, DRAWN_MS));
}
