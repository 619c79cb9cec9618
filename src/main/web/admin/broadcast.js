/** Addresses of the event's views for others: the board in a hall, the speaker's desk, the overlays of a broadcast. */
import { h } from 'preact';
import { t } from '../common/i18n.js';
import { Copy } from './components.js';

const VIEWS = ['board', 'speaker', 'overlay'];

export function Broadcast({ event }) {
  const page = `${location.origin}/e/${encodeURIComponent(event.eventId)}`;
  const row = (name, address) => h('div', { key: name, class: 'field', 'data-view': name },
    h('b', {}, t('broadcast.' + name)),
    h('div', { class: 'buttons' },
      h('a', { href: address, target: '_blank', rel: 'noopener' }, h('code', {}, address)),
      h(Copy, { text: address, label: `${t('copy')}: ${t('broadcast.' + name)}` })),
    h('p', { class: 'hint' }, t(`broadcast.${name}.about`)));
  return h('details', { class: 'broadcast' },
    h('summary', {}, t('broadcast.title')),
    VIEWS.map(view => row(view, `${page}?view=${view}`)),
    row('ograf', `${location.origin}/ograf/gatecast.ograf.json`));
}
