/** Values kept in the browser's local storage. Without local storage nothing is kept, and everything else works. */

const STATE = 'state:';
const MAX_STATES = 8;

export function loadItem(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

export function saveItem(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // The storage is full or forbidden. The page will fetch the value again.
  }
}

/** Keeps the last state of a race, and removes the states that were kept the longest ago. */
export function saveState(name, state) {
  saveItem(STATE + name, { at: Date.now(), state });
  try {
    const kept = Object.keys(localStorage).filter(key => key.startsWith(STATE));
    if (kept.length <= MAX_STATES) return;
    kept.sort((a, b) => (loadItem(a)?.at ?? 0) - (loadItem(b)?.at ?? 0));
    kept.slice(0, kept.length - MAX_STATES).forEach(key => localStorage.removeItem(key));
  } catch {
    // The storage is forbidden.
  }
}

/** The last state of a race as { at, state }, or null. */
export const loadState = name => loadItem(STATE + name);
