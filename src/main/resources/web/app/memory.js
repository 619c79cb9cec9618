/** What this device remembers. Where nothing may be kept, nothing is, and all else works. */

const STATE = 'state:';
const MOST_STATES = 8;

export function recall(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

export function remember(key, value) {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // Full or forbidden: it will be fetched again.
  }
}

/** Keeps what was last known of something, and forgets what has not been looked at for longest. */
export function keepState(name, state) {
  remember(STATE + name, { at: Date.now(), state });
  try {
    const kept = Object.keys(localStorage).filter(key => key.startsWith(STATE));
    if (kept.length <= MOST_STATES) return;
    kept.sort((a, b) => (recall(a)?.at ?? 0) - (recall(b)?.at ?? 0));
    kept.slice(0, kept.length - MOST_STATES).forEach(key => localStorage.removeItem(key));
  } catch {
    // As above.
  }
}

/** What was last known, { at, state }, or null. */
export const lastState = name => recall(STATE + name);
