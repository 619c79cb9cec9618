/** One event, and all that its organiser can do about it. */
import { h } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../common/i18n.js';
import { Audience, SpectatorView } from './audience.js';
import { Details } from './details.js';
import { Incoming } from './incoming.js';
import { EventKeys } from './keys.js';
import { Life } from './life.js';
import { Card, Chip, usePolled } from './parts.js';
import { EventSettings } from './settings.js';
import { Upload } from './upload.js';

const EVENT_MS = 3000;
const AUDIENCE_MS = 3000;
const CALLS_MS = 2000;
const KEYS_MS = 15000;
const ENTRIES = 30;

export function EventDesk({ eventId, calls, act, ask, listChanged, deleted, renew, refused }) {
  const own = calls.of(eventId);
  const key = `${eventId} ${calls.who.key}`;
  const event = usePolled(key, EVENT_MS, () => own.read());
  const audience = usePolled(key, AUDIENCE_MS, () => own.read('audience'));
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
      h(Audience, { polled: audience })),
    h('div', { class: 'cards' },
      h(Life, about),
      h(Upload, { ...about, key: eventId }),
      h(EventSettings, about),
      h(Incoming, { polled: journal }),
      h('div', { class: 'beside' }, h(SpectatorView, { event: event.value, watching: audience.value, key: eventId })),
      h(EventKeys, { ...about, polled: keys, who: calls.who, renew }),
      h(Details, { ...about, key: `details ${eventId}` }),
      calls.who.master && h(Card, { name: 'delete', title: t('delete.title'), wide: true },
        h('p', {}, t('delete.about')),
        h('div', { class: 'buttons' }, h('button', { type: 'button', class: 'danger', 'data-delete': true, onClick: remove }, t('delete.do'))))));
}
