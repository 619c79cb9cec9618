/** Favourite riders, kept on this device, and the notifications about them. */
import { seconds } from '../common/format.js';
import { riderKey, ridersShown } from '../client/state.js';
import { t } from '../common/i18n.js';
import { loadItem, saveItem } from '../common/deviceStorage.js';

let mine = new Map(Object.entries(loadItem('favourites') ?? {}));
let notifying = loadItem('tell') === true;
const listeners = new Set();

const changed = () => listeners.forEach(listener => listener());

addEventListener('storage', ({ key }) => {
  if (key !== 'favourites') return;
  mine = new Map(Object.entries(loadItem('favourites') ?? {}));
  changed();
});

export const onFavourites = listener => listeners.add(listener);
/** The athlete ids of all favourites. */
export const favourites = () => [...mine.keys()];
export const isFavourite = athleteId => mine.has(athleteId);

/** Riders on course have no athlete id, so they are found by name. */
export const isFavouriteName = name => [...mine.values()].includes(name);

export function toggleFavourite({ athleteId, name }) {
  if (!mine.delete(athleteId)) mine.set(athleteId, name);
  saveItem('favourites', Object.fromEntries(mine));
  changed();
}

/** Why this page cannot notify, as the key of a text; '' if it can. */
export const notifyProblem = () => !isSecureContext ? 'filter.notify.secure'
  : !('Notification' in window) ? 'filter.notify.unsupported'
    : Notification.permission === 'denied' ? 'filter.notify.denied' : '';

export const isNotifying = () => notifying && !notifyProblem() && Notification.permission === 'granted';

/** Turns notifications on or off. The browser asks for permission the first time, so this is called on a click only. */
export async function toggleNotifications() {
  notifying = !isNotifying() && await Notification.requestPermission() === 'granted';
  saveItem('tell', notifying);
  changed();
}

/** Notifies of favourites that started or finished between two states. */
export function notifyOfFavourites(before, after) {
  if (!isNotifying() || !mine.size) return;
  const known = new Map(ridersShown(before).map(rider => [riderKey(rider), rider]));
  for (const rider of ridersShown(after)) {
    if (!isFavouriteName(rider.name)) continue;
    const last = known.get(riderKey(rider));
    if (rider.dtFinish && !last?.dtFinish) {
      notify(t('notify.finished', { name: rider.name }), t('notify.total', { total: seconds(rider.total), rank: rider.rank ?? '–' }), rider);
    } else if (rider.dtStart && !rider.dtFinish && !last?.dtStart) {
      notify(t('notify.started', { name: rider.name }), after.event?.mainTitle ?? '', rider);
    }
  }
}

async function notify(title, body, rider) {
  const options = { body, tag: riderKey(rider) };
  const worker = await navigator.serviceWorker?.getRegistration();
  // On phones only a service worker may show a notification.
  if (worker?.active) worker.showNotification(title, options);
  else new Notification(title, options);
}
