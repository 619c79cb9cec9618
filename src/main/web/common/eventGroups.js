/** Groups events by time, and finds events by words. Pure; the current time is a parameter. */
import { plain } from './format.js';

export const GROUPS = ['live', 'coming', 'past'];

const DAY_MS = 86400000;
const startOf = event => Date.parse(event.startDate) || 0;

/** The end of the event's last day; a date without a time is a whole day. Infinity without a date. */
const endOf = event => (Date.parse(event.endDate ?? event.startDate) || Infinity) + DAY_MS;

/** Live is what runs and was not left open, coming is what has not run, past is the rest. The next and the latest come first. */
export function byTime(events, now) {
  const group = event => endOf(event) < now ? 'past' : event.status === 'running' ? 'live' : event.status === 'startlist' ? 'coming' : 'past';
  const groups = Object.fromEntries(GROUPS.map(name => [name, events.filter(event => group(event) === name)]));
  groups.coming.sort((a, b) => startOf(a) - startOf(b));
  groups.past.sort((a, b) => startOf(b) - startOf(a));
  return groups;
}

/** The events with all of the words in their titles or their place. */
export function withWords(events, words) {
  const searched = plain(words).split(/\s+/).filter(Boolean);
  return events.filter(({ mainTitle, subTitle, location }) => {
    const text = plain([mainTitle, subTitle, location].join(' '));
    return searched.every(word => text.includes(word));
  });
}
