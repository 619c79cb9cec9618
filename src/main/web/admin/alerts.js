/** What the organiser must see first: keys that have expired, and days that cannot be right. */
import { h } from 'preact';
import { moment } from './components.js';
import { t } from '../common/i18n.js';

const isoDay = millis => new Date(millis).toISOString().slice(0, 10);
const shownDay = day => new Date(`${day}T12:00`).toLocaleDateString(document.documentElement.lang, { dateStyle: 'long' });

/** First and last day of an event, as ISO dates, or null. */
const days = ({ startDate, endDate }) => {
  const first = (startDate ?? endDate)?.slice(0, 10);
  return first ? { first, last: (endDate ?? startDate).slice(0, 10) } : null;
};

/** As many days as before, from today on. */
export function daysFromToday(event, now) {
  const own = days(event);
  const length = own ? Date.parse(own.last) - Date.parse(own.first) : 0;
  return { startDate: isoDay(now), endDate: isoDay(now + length) };
}

/** @param keys of the event, undefined until they are read */
export function EventAlerts({ event, keys, own, act, changed }) {
  const now = Date.now();
  const expired = event.alerts?.includes('keys') && keys?.every(key => !key.works);
  if (!expired && !event.alerts?.includes('days')) return null;
  const setDays = async () => {
    if (await act('edit', () => own.edit(daysFromToday(event, now)), () => t('done.edit'))) changed();
  };
  const { first, last } = days(event) ?? {};
  return h('div', { role: 'alert', class: expired ? 'alert bad' : 'alert', 'data-alert': expired ? 'expired' : 'days' },
    h('p', {}, expired
      ? t('alert.expired', { until: moment(event.validity.validUntil) })
      : t('alert.days', { days: first === last ? shownDay(first) : `${shownDay(first)} – ${shownDay(last)}` })),
    h('button', { type: 'button', 'data-days': true, onClick: setDays }, t('alert.today')));
}
