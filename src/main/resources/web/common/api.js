/** The service's public reads. */

const TIMEOUT_MS = 15000;

/** The address of an event's part; parts are encoded. */
export const eventUrl = (...parts) => ['/api/v1/events', ...parts.map(encodeURIComponent)].join('/');

/** The service said no, or nothing: status 0. */
export class ReadError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function ask(url, options) {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), ...options });
  } catch (failure) {
    throw new ReadError(0, String(failure));
  }
}

/** JSON from an address. What the browser has already it does not fetch again. */
export async function read(url) {
  const answer = await ask(url, { cache: 'no-cache' });
  if (!answer.ok) throw new ReadError(answer.status, `${answer.status} ${url}`);
  try {
    return await answer.json();
  } catch (failure) {
    throw new ReadError(0, String(failure));
  }
}

/** The entity tag of what is at an address, without fetching it. */
export async function tagOf(url) {
  const answer = await ask(url, { method: 'HEAD', cache: 'no-store' });
  if (!answer.ok) throw new ReadError(answer.status, `${answer.status} ${url}`);
  return answer.headers.get('ETag')?.replace('-gzip', '');
}

/** All that a `full` says, by REST. */
export async function readFull(eventId, races) {
  const [about, { oncourse }, { categories }, ...tables] = await Promise.all([
    read(eventUrl(eventId)), read(eventUrl(eventId, 'oncourse')), read(eventUrl(eventId, 'categories')),
    ...races.flatMap(race => ['results', 'startlist'].map(part => read(eventUrl(eventId, part, race)).catch(missing))),
  ]);
  const data = { ...about, oncourse, categories, results: {}, startlists: {} };
  races.forEach((race, i) => {
    if (!tables[2 * i]) return;
    data.results[race] = tables[2 * i].results;
    data.startlists[race] = tables[2 * i + 1]?.startlist ?? [];
  });
  return { type: 'full', cursor: null, data };
}

function missing(failure) {
  if (failure.status === 404) return null;
  throw failure;
}
