/**
 * What the page knows of an event, and how a message changes it. Pure: a state is never changed, only followed by
 * another, and what a message left alone is the same object in both.
 */

export const EMPTY = {
  event: null, classes: [], races: [], categories: [], oncourse: [], results: {}, startlists: {}, cursor: null,
};

/** The state after a message of the live stream; a message it does not know changes nothing. */
export function reduce(state, { type, cursor, data }) {
  if (type === 'full') return full(state, cursor, data);
  if (type !== 'diff') return state;
  const next = { ...state, cursor: cursor ?? state.cursor };
  if (data.oncourse) next.oncourse = kept(state.oncourse, data.oncourse, riderKey);
  if (data.status && state.event) next.event = { ...state.event, status: data.status };
  if (data.results && state.results[data.raceId]) {
    next.results = { ...state.results, [data.raceId]: merged(state.results[data.raceId], data.results) };
  }
  return next;
}

function full(state, cursor, data) {
  const next = { ...EMPTY, ...data, cursor };
  next.oncourse = kept(state.oncourse, data.oncourse, riderKey);
  next.results = { ...data.results };
  for (const raceId in next.results) {
    next.results[raceId] = kept(state.results[raceId] ?? [], next.results[raceId], rowKey);
  }
  next.startlists = { ...data.startlists };
  return next;
}

/** The riders on course, unless the organiser does not want them shown. */
export const ridersShown = state => state.event?.showOnCourse === false ? [] : state.oncourse;

/** What tells rows of one table apart. */
export const rowKey = row => row.bib ?? row.athleteId;

/** What tells riders on the water apart. */
export const riderKey = entry => `${entry.raceId} ${entry.bib}`;

/** The newer list, with what is equal in the older taken from there. */
export function kept(older, newer, key) {
  const known = new Map(older.map(item => [key(item), item]));
  return newer.map(item => {
    const last = known.get(key(item));
    return last && JSON.stringify(last) === JSON.stringify(item) ? last : item;
  });
}

function merged(rows, changed) {
  const byKey = new Map(rows.map(row => [rowKey(row), row]));
  for (const row of changed) byKey.set(rowKey(row), row);
  return [...byKey.values()].sort(inRankOrder);
}

const last = value => value ?? Infinity;
const compare = (a, b) => a === b ? 0 : a < b ? -1 : 1;

/** The server's own order: heat by heat, by rank, unranked last, those still to come before those with a status. */
export function inRankOrder(a, b) {
  return compare(last(a.heatNr), last(b.heatNr))
    || compare(last(a.rnk), last(b.rnk))
    || compare(a.status != null, b.status != null)
    || compare(last(a.bib), last(b.bib));
}
