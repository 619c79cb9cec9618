/** Reads of the public REST API. */

const TIMEOUT_MS = 15000;

/** The address of a resource of an event. The parts are encoded. */
export const eventUrl = (...parts) => ['/api/v1/events', ...parts.map(encodeURIComponent)].join('/');

/** An error response of the service, or no response at all (status 0). */
export class ReadError extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function request(url, options) {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), ...options });
  } catch (failure) {
    throw new ReadError(0, String(failure));
  }
}

/** Reads JSON. The browser revalidates what it has cached. */
export async function read(url) {
  const response = await request(url, { cache: 'no-cache' });
  if (!response.ok) throw new ReadError(response.status, `${response.status} ${url}`);
  try {
    return await response.json();
  } catch (failure) {
    throw new ReadError(0, String(failure));
  }
}

/** The entity tag of an address, by HEAD. */
export async function entityTag(url) {
  const response = await request(url, { method: 'HEAD', cache: 'no-store' });
  if (!response.ok) throw new ReadError(response.status, `${response.status} ${url}`);
  return response.headers.get('ETag')?.replace('-gzip', '');
}

/**
 * Reads by REST what a `full` message has.
 *
 * @param url address of the event
 */
export async function readFull(url, races) {
  const [about, { oncourse }, { categories }, ...tables] = await Promise.all([
    read(url), read(url + '/oncourse'), read(url + '/categories'),
    ...races.flatMap(race => ['/results/', '/startlist/'].map(part => read(url + part + encodeURIComponent(race)).catch(nullIfMissing))),
  ]);
  const data = { ...about, oncourse, categories, results: {}, startlists: {} };
  races.forEach((race, i) => {
    if (!tables[2 * i]) return;
    data.results[race] = tables[2 * i].results;
    data.startlists[race] = tables[2 * i + 1]?.startlist ?? [];
  });
  return { type: 'full', cursor: null, data };
}

function nullIfMissing(failure) {
  if (failure.status === 404) return null;
  throw failure;
}
