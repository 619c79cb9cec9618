/** Who works at this desk: a master, or whoever has one event's key. Kept for this tab and no longer. */

const PLACE = 'desk';

/** { key, master, eventId } of this tab, or null. */
export function remembered() {
  try {
    return JSON.parse(sessionStorage.getItem(PLACE));
  } catch {
    return null;
  }
}

export function remember(who) {
  try {
    sessionStorage.setItem(PLACE, JSON.stringify(who));
  } catch {
    // Then it is gone with the next reload.
  }
}

export function forget() {
  try {
    sessionStorage.removeItem(PLACE);
  } catch {
    // There was nothing.
  }
}
