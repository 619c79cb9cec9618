/** The key that the admin page works with. The browser keeps it for this tab only. */

const ITEM = 'desk';

/** { key, master, eventId } of this tab, or null. */
export function loadSession() {
  try {
    return JSON.parse(sessionStorage.getItem(ITEM));
  } catch {
    return null;
  }
}

export function saveSession(who) {
  try {
    sessionStorage.setItem(ITEM, JSON.stringify(who));
  } catch {
    // Without session storage the key is lost with the next reload.
  }
}

export function removeSession() {
  try {
    sessionStorage.removeItem(ITEM);
  } catch {
    // Without session storage there is nothing to remove.
  }
}
