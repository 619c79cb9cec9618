/** Reloads a screen when the service sends another version of it: a screen runs for days, and nobody reloads it. */
import { numberOf } from './route.js';
import { isRunning } from '../client/state.js';

/** In the session's storage, from the reload to the start after it. */
const LAST_ON = 'gatecast.lastOn';

const CHECK_SECONDS = 300;
/** A screen is not reloaded in the middle of a run, but after this time it is nevertheless. */
const MAX_WAIT_MS = 60 * 60000;

/** The files that a page names: scripts, style sheets, translations, pictures. */
const filesIn = text => new Set(text.match(/\/assets\/[^\s"']+/g));

const ownFiles = filesIn(document.documentElement.outerHTML);

/** Whether the service sends the page, and all files that it names now. Then a reload works. */
async function current() {
  try {
    const response = await fetch(location.href, { cache: 'no-cache' });
    if (!response.ok) return null;
    const files = filesIn(await response.text());
    const responses = await Promise.all([...files].filter(file => !ownFiles.has(file)).map(file => fetch(file)));
    return responses.every(file => file.ok) ? files : null;
  } catch {
    return null;
  }
}

/** Reloads, and keeps which race was last: its podium is still shown afterwards, unless another race is under way. */
function reload(store) {
  const { event, lastOn } = store.head;
  if (lastOn) sessionStorage.setItem(LAST_ON, JSON.stringify({ event, race: lastOn }));
  location.reload();
}

/** After such a reload: goes on with the race that was last. */
export function goOn({ head }) {
  const kept = JSON.parse(sessionStorage.getItem(LAST_ON));
  sessionStorage.removeItem(LAST_ON);
  if (kept?.event === head.event) head.lastOn = kept.race;
}

/**
 * Checks now and then, and reloads when nobody is on course. During an upgrade of several nodes either version may answer; so it
 * reloads only when two checks in a row name the same new files. An event that was not published is looked for again, too.
 */
export function reloadAtNewVersions(store) {
  let seen = '';
  let since = null;
  setInterval(async () => {
    const files = await current();
    if (!files) return;
    const names = [...files].sort().join(' ');
    const isOther = names !== [...ownFiles].sort().join(' ');
    if (!isOther) since = null;
    else since ??= Date.now();
    const again = names === seen;
    seen = names;
    const isFree = !isRunning(store.head.state) || Date.now() - since > MAX_WAIT_MS;
    if (store.gone || isOther && again && isFree) reload(store);
  }, numberOf(store.route.query, 'check', 1, CHECK_SECONDS, CHECK_SECONDS) * 1000);
}
