/** Favourite riders, kept on this device, and what is told of them. */
import { seconds } from '../common/format.js';
import { riderKey, ridersShown } from '../common/state.js';
import { t } from '../common/i18n.js';
import { recall, remember } from './memory.js';

let mine = new Map(Object.entries(recall('favourites') ?? {}));
let telling = recall('tell') === true;
const listeners = new Set();

const changed = () => listeners.forEach(listener => listener());

addEventListener('storage', ({ key }) => {
  if (key !== 'favourites') return;
  mine = new Map(Object.entries(recall('favourites') ?? {}));
  changed();
});

export const onFavourites = listener => listeners.add(listener);
export const isFavourite = athleteId => mine.has(athleteId);

/** Riders on the water have no id: their name says who they are. */
export const isFavouriteName = name => [...mine.values()].includes(name);

export function toggleFavourite({ athleteId, name }) {
  if (!mine.delete(athleteId)) mine.set(athleteId, name);
  remember('favourites', Object.fromEntries(mine));
  changed();
}

export const canTell = () => 'Notification' in window && isSecureContext;
export const isTelling = () => telling && canTell() && Notification.permission === 'granted';

/** Turns notifications on or off; asks the first time, so only on somebody's click. */
export async function toggleTelling() {
  telling = !isTelling() && await Notification.requestPermission() === 'granted';
  remember('tell', telling);
  changed();
}

/** Tells of favourites that started or finished between two states. */
export function tellOfFavourites(before, after) {
  if (!isTelling() || !mine.size) return;
  const known = new Map(ridersShown(before).map(rider => [riderKey(rider), rider]));
  for (const rider of ridersShown(after)) {
    if (!isFavouriteName(rider.name)) continue;
    const last = known.get(riderKey(rider));
    if (rider.dtFinish && !last?.dtFinish) {
      tell(t('tell.finished', { name: rider.name }), t('tell.total', { total: seconds(rider.total), rank: rider.rank ?? '–' }), rider);
    } else if (rider.dtStart && !rider.dtFinish && !last?.dtStart) {
      tell(t('tell.started', { name: rider.name }), after.event?.mainTitle ?? '', rider);
    }
  }
}

async function tell(title, body, rider) {
  const options = { body, tag: riderKey(rider) };
  const worker = await navigator.serviceWorker?.getRegistration();
  // Phones let only a worker show one.
  if (worker?.active) worker.showNotification(title, options);
  else new Notification(title, options);
}
