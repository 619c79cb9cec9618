/** The addresses of start lists and result lists, which do not change. */
import { eventUrl } from '../client/api.js';

/** Formats that files are offered in. */
export const FORMATS = ['pdf', 'xlsx', 'csv', 'xml'];

const OF_TWO_RUNS = { 'best-run-1': ['start', 'run-1'], 'best-run-2': ['start', 'run-2', 'results'] };

/** The lists that are handed out for a race of this type: each of two runs where it was raced, and both together after the second. */
export const listsOf = type => OF_TWO_RUNS[type] ?? ['start', 'results'];

function withQuery(path, values) {
  const query = String(new URLSearchParams(Object.entries(values).filter(([, value]) => value)));
  return query ? `${path}?${query}` : path;
}

/** @param query lang and catId, as far as they are known */
export const listUrl = (event, race, list, format, query = {}) => withQuery(`${eventUrl(event, 'lists', race, list)}.${format}`, query);

/** @param query lang, day and format, as far as they are chosen */
export const archiveUrl = (event, query = {}) => withQuery(`${eventUrl(event, 'lists')}.zip`, query);
