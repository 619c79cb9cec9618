/** One event and everything that its organiser can do with it. */
import { h } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../common/i18n.js';
import { SpectatorCount, SpectatorPreview } from './spectators.js';
import { Details } from './details.js';
import { IngestCalls } from './ingestCalls.js';
import { EventKeys } from './keys.js';
import { EventStatus } from './status.js';
import { Lists } from './lists.js';
import { Connection } from './connection.js';
import { EventAlerts } from './alerts.js';
import { Card, Chip, usePolled } from './components.js';
import { RaceStatus } from './raceStatus.js';
import { EventSettings } from './settings.js';
import { ImportExport } from './importExport.js';
import { Webhooks } from './webhooks.js';

const EVENT_MS = 3000;
const SPECTATORS_MS = 3000;
const CALLS_MS = 2000;
const KEYS_MS = 15000;
const ENTRIES = 30;

export function EventAdmin({ eventId, api, act, ask, listChanged, deleted, renew, refused }) {
  const own = api.of(eventId);
  const key = `${eventId} ${api.who.key}`;
  const event = usePolled(key, EVENT_MS, () => own.read());
  const spectators = usePolled(key, SPECTATORS_MS, () => own.read('audience'));
  const journal = usePolled(key, CALLS_MS, () => own.lastCalls(ENTRIES));
  const keys = usePolled(key, KEYS_MS, () => own.read('keys'));
  const title = useRef();
  const known = Boolean(event.value);
  useEffect(() => {
    if (event.failure) refused(event.failure);
  }, [event.failure]);
  useEffect(() => {
    if (known && document.activeElement === document.body) title.current?.focus();
  }, [eventId, known]);
  if (!known) return h('p', { class: 'soft', 'aria-busy': true }, t('loading'));
  const changed = () => {
    [event, journal, keys].forEach(polled => polled.again());
    listChanged();
  };
  const about = { event: event.value, own, act, ask, changed };
  const remove = () => ask({
    title: t('delete.do'), text: t('delete.warn'), typed: eventId, yes: t('delete.do'),
    confirmed: async () => {
      if (await act('delete', () => own.remove(), () => t('done.delete', { eventId }))) deleted();
    },
  });
  return h('article', { class: 'event', 'aria-labelledby': 'event-title', 'data-open': eventId },
    h('header', { class: 'event-head' },
      h('h2', { id: 'event-title', tabindex: -1, ref: title }, event.value.mainTitle),
      h('p', {}, h(Chip, { status: event.value.status }), ' ', h('code', {}, eventId),
        event.failure && h('span', { class: 'failure' }, ` ${t('stale')}`)),
      h(SpectatorCount, { polled: spectators })),
    h(EventAlerts, { ...about, keys: keys.value?.keys }),
    h('div', { class: 'cards' },
      h(EventStatus, about),
      h(Connection, { event: event.value, own, keys: keys.value?.keys, journal: journal.value, who: api.who }),
      h(ImportExport, { ...about, key: eventId, limits: api.who.limits }),
      h(RaceStatus, { ...about, key: `races ${eventId}` }),
      h(EventSettings, about),
      h(IngestCalls, { polled: journal }),
      h('div', { class: 'beside' }, h(SpectatorPreview, { event: event.value, watching: spectators.value, key: eventId })),
      h(Lists, { ...about, key: `lists ${eventId}` }),
      h(EventKeys, { ...about, polled: keys, who: api.who, renew }),
      h(Webhooks, { event: event.value, own, act, ask, who: api.who, key: `webhooks ${eventId}` }),
      h(Details, { ...about, key: `details ${eventId}` }),
      api.who.master && h(Card, { name: 'delete', title: t('delete.title'), wide: true },
        h('p', {}, t('delete.about')),
        h('div', { class: 'buttons' }, h('button', { type: 'button', class: 'danger', 'data-delete': true, onClick: remove }, t('delete.do'))))));
}
