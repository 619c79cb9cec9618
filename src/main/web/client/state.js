/**
 * The state of an event, and how a message changes it. Pure: a message makes a new state. What the message does not change
 * is the same object in both states.
 */

export const EMPTY = {
  event: null, classes: [], races: [], categories: [], oncourse: [], results: {}, startlists: {}, cursor: null,
};

/** The state after a message. A message of an unknown type changes nothing. */
export function reduce(state, { type, cursor, data }) {
  if (type === 'full') return full(state, cursor, data);
  if (type !== 'diff') return state;
  const next = { ...state, cursor: cursor ?? state.cursor };
  if (data.oncourse) next.oncourse = reuseEqual(state.oncourse, data.oncourse, riderKey);
  if (data.status && state.event) next.event = { ...state.event, status: data.status };
  if (data.results && state.results[data.raceId]) {
    next.results = { ...state.results, [data.raceId]: merged(state.results[data.raceId], data.results) };
  }
  return next;
}

function full(state, cursor, data) {
  const next = { ...EMPTY, ...data, cursor };
  next.oncourse = reuseEqual(state.oncourse, data.oncourse, riderKey);
  next.results = { ...data.results };
  for (const raceId in next.results) {
    next.results[raceId] = reuseEqual(state.results[raceId] ?? [], next.results[raceId], rowKey);
  }
  next.startlists = { ...data.startlists };
  return next;
}

/** Whether anybody is between start and finish, so that messages must come. */
export const isRunning = state => state.oncourse.some(rider => rider.dtStart != null && rider.dtFinish == null);

/** The riders on course; none if the organiser does not want to show them. */
export const ridersShown = state => state.event?.showOnCourse === false ? [] : state.oncourse;

/** The key of a row in its table. */
export const rowKey = row => row.bib ?? row.athleteId;

/** The key of a rider on course. */
export const riderKey = entry => `${entry.raceId} ${entry.bib}`;

/** The newer list, with the equal items of the older list in place of its own. */
export function reuseEqual(older, newer, key) {
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

const nullLast = value => value ?? Infinity;
const compare = (a, b) => a === b ? 0 : a < b ? -1 : 1;

/** The order of the service: by heat, by rank, unranked rows last, rows without a status before rows with one. */
export function inRankOrder(a, b) {
  return compare(nullLast(a.heatNr), nullLast(b.heatNr))
    || compare(nullLast(a.rnk), nullLast(b.rnk))
    || compare(a.status != null, b.status != null)
    || compare(nullLast(a.bib), nullLast(b.bib));
}
