/** Formats times, gaps and dates, and splits a row into its runs. Pure. */

/** Hundredths of a second as seconds: 9523 is 95.23. */
export const seconds = hundredths => hundredths == null ? '' : (hundredths / 100).toFixed(2);

/** A penalty in seconds: 200 is 2, none is 0. */
export const penalty = hundredths => hundredths == null ? '' : String(hundredths / 100);

const lang = () => document.documentElement.lang || 'en';

/** Hours and minutes of a time of day or a timestamp as they are written, without conversion of the time zone. */
export const clockTime = text => /(?:^|T)(\d{1,2}:\d{2})/.exec(text ?? '')?.[1] ?? '';

/** Hours, minutes and seconds of a time of day or a timestamp as they are written; without seconds that are not written. */
export const clockSeconds = text => /(?:^|T)(\d{1,2}:\d{2}(?::\d{2})?)/.exec(text ?? '')?.[1] ?? '';

/** A duration as hours, minutes and seconds: 1:05:09, 5:09. */
export function duration(millis) {
  const [hours, minutes, seconds] = [3600, 60, 1].map((unit, i) => Math.floor(millis / 1000 / unit) % (i ? 60 : Infinity));
  const two = number => String(number).padStart(2, '0');
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/** A time of day in the reader's time zone. */
export const timeOfDay = millis => new Date(millis).toLocaleTimeString(lang(), { hour: '2-digit', minute: '2-digit' });

const day = iso => {
  const date = new Date((iso ?? '').slice(0, 10));
  return isNaN(date) ? null : date;
};

/** The day of a date with weekday and month, in the language of the page. */
export function dayName(iso) {
  const date = day(iso);
  return date ? new Intl.DateTimeFormat(lang(), { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(date) : '';
}

/** The weekday and the day of the month: "Sat 6". */
export function weekdayAndDate(iso) {
  const date = day(iso);
  return date ? ['weekday', 'day'].map(part => new Intl.DateTimeFormat(lang(), { [part]: part === 'day' ? 'numeric' : 'short', timeZone: 'UTC' }).format(date)).join(' ') : '';
}

/** The day of a date in short: "Sat, Apr 6". */
export function shortDay(iso) {
  const date = day(iso);
  return date ? new Intl.DateTimeFormat(lang(), { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(date) : '';
}

/** A range of days. */
export function days(from, to) {
  const format = new Intl.DateTimeFormat(lang(), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const [start, end] = [day(from), day(to)];
  if (!start) return '';
  return end > start ? format.formatRange(start, end) : format.format(start);
}

/** Joins the parts that are neither empty nor missing. */
export const joined = (separator, ...parts) => parts.filter(part => part || part === 0).join(separator);

/** Removes accents and upper case, for searching: "Žižka" becomes "zizka". */
export const plain = text => (text ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether the rows of a race have two runs, of which the better counts. */
export const isBestRun = race => /^best-run/.test(race?.raceType ?? '');

/** The total that counts. */
export const countedTotal = row => row.totalTotal !== undefined ? row.totalTotal : row.total;

/**
 * The two runs of a best-run row, [first, second]. If both took place, `time`, `pen` and `total` are the second run's and
 * `prev…` are the first run's. If one took place, `time`, `pen` and `total` are that run's.
 */
export function runs(row) {
  const both = row.prevTime != null || row.prevTotal != null;
  const only = { time: row.time, pen: row.pen, total: row.total };
  const none = { time: null, pen: null, total: null };
  const secondOnly = !both && (row.betterRunNr === 2 || (row.betterRunNr == null && row.currStatus != null && row.prevStatus == null));
  const first = both ? { time: row.prevTime, pen: row.prevPen, total: row.prevTotal } : secondOnly ? none : only;
  const second = both || secondOnly ? only : none;
  return [
    { ...first, nr: 1, status: row.prevStatus, better: row.betterRunNr === 1, underInvestigation: row.prevUnderInvestigation },
    { ...second, nr: 2, status: row.currStatus, better: row.betterRunNr === 2, underInvestigation: row.currUnderInvestigation },
  ];
}

/** Location and facility of an event; only one of them if it has the other in its name. */
export function place({ location, facility }) {
  const [here, there] = [plain(location), plain(facility)];
  return there.includes(here) ? facility ?? '' : here.includes(there) ? location : joined(', ', location, facility);
}
