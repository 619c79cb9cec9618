/** How times, gaps, dates and runs are written. Pure. */

/** Hundredths of a second as seconds: 9523 is 95.23. */
export const seconds = hundredths => hundredths == null ? '' : (hundredths / 100).toFixed(2);

/** A penalty in seconds: 200 is 2, none is 0. */
export const penalty = hundredths => hundredths == null ? '' : String(hundredths / 100);

const lang = () => document.documentElement.lang || 'en';

/** Hours and minutes as they are written, of a time of day or a timestamp, whatever the visitor's time zone. */
export const clockTime = text => /(?:^|T)(\d{1,2}:\d{2})/.exec(text ?? '')?.[1] ?? '';

/** The visitor's own time of day. */
export const timeOfDay = millis => new Date(millis).toLocaleTimeString(lang(), { hour: '2-digit', minute: '2-digit' });

const day = iso => {
  const date = new Date((iso ?? '').slice(0, 10));
  return isNaN(date) ? null : date;
};

/** A day as the organiser wrote it. */
export function dayName(iso) {
  const date = day(iso);
  return date ? new Intl.DateTimeFormat(lang(), { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(date) : '';
}

/** The same, as short as it goes: "Sat". */
export function weekday(iso) {
  const date = day(iso);
  return date ? new Intl.DateTimeFormat(lang(), { weekday: 'short', timeZone: 'UTC' }).format(date) : '';
}

/** From one day to another. */
export function days(from, to) {
  const format = new Intl.DateTimeFormat(lang(), { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const [start, end] = [day(from), day(to)];
  if (!start) return '';
  return end > start ? format.formatRange(start, end) : format.format(start);
}

/** What is there, joined. */
export const joined = (separator, ...parts) => parts.filter(part => part || part === 0).join(separator);

/** Without accents and case, for searching: "Žižka" is "zizka". */
export const plain = text => (text ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Whether a race's rows hold two runs of which the better counts. */
export const isBestRun = race => /^best-run/.test(race?.raceType ?? '');

/** The total that counts. */
export const countedTotal = row => row.totalTotal !== undefined ? row.totalTotal : row.total;

/**
 * Both runs of a best-run row, [first, second]: time, pen and total are the second run's when both took place, else the
 * only run's; prev… is the first's when both did.
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
