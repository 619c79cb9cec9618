/** Routes: reading and writing the addresses of the page. */

const decode = part => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/**
 * The route of an address. view is events, event, riders, race or rider; schedule is a variant of it; follows means that
 * the page chooses the race, because the address does not name one; cat, list and mine choose the rows, run the second run of two
 * by itself, day the day of the schedule.
 */
export function parse({ pathname, search }) {
  const parts = pathname.split('/').filter(Boolean).map(decode);
  const query = new URLSearchParams(search);
  const [, event, , race, bib] = parts;
  const view = bib ? 'rider' : race ? 'race' : !event ? 'events' : query.get('view') === 'riders' ? 'riders' : 'event';
  const schedule = query.get('view') === 'schedule';
  return {
    view, event, race, bib, schedule,
    follows: view === 'event' && !schedule,
    cat: query.get('cat') ?? '',
    list: ['start', 'results'].includes(query.get('list')) ? query.get('list') : '',
    mine: query.has('mine'),
    run: query.get('run') === '2' ? '2' : '',
    day: query.get('day') ?? '',
  };
}

const path = (...parts) => parts.filter(Boolean).map(encodeURIComponent).join('/');

export const eventPath = event => '/e/' + path(event);
export const schedulePath = (event, day) => eventPath(event) + '?view=schedule' + (day ? '&day=' + encodeURIComponent(day) : '');
export const ridersPath = event => eventPath(event) + '?view=riders';
export const racePath = (event, race, { run } = {}) => `/e/${path(event)}/r/${path(race)}${run ? '?run=' + run : ''}`;
export const riderPath = (event, race, bib) => `/e/${path(event)}/r/${path(race, String(bib))}`;

/** This address with other filters. An empty filter is removed. */
export function withQuery(changes) {
  const query = new URLSearchParams(location.search);
  for (const name in changes) {
    if (changes[name]) query.set(name, changes[name]);
    else query.delete(name);
  }
  const text = query.toString().replace('mine=1', 'mine');
  return location.pathname + (text && '?' + text);
}

/** Goes to an address of this site without loading the page again. */
export function go(address, { replace = false } = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  dispatchEvent(new Event('route'));
}

/** Calls back with the route at once, and again when a link, the browser's buttons or {@link go} change it. */
export function follow(changed) {
  const notify = () => changed(parse(location));
  addEventListener('popstate', notify);
  addEventListener('route', notify);
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href]');
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || link.target || !/^\/($|e\/)/.test(url.pathname)) return;
    event.preventDefault();
    go(url.pathname + url.search);
    scrollTo(0, 0);
    document.querySelector('h1')?.focus({ preventScroll: true });
  });
  notify();
}
