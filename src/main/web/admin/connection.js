/** What the timing booth needs to reach the event, and whether it does. */
import { h } from 'preact';
import { ConnectionCode } from './connectionCode.js';
import { connectionString } from './connectionString.js';
import { ago, Card, Copy, useNow } from './components.js';
import { t } from '../common/i18n.js';

const Value = ({ name, text }) => [
  h('dt', {}, t(`connect.${name}`)),
  h('dd', {}, h('code', { [`data-connect-${name}`]: true, tabindex: 0 }, text), h(Copy, { text, label: t('connect.copy', { what: t(`connect.${name}`) }) })),
];

/** When the last call came, of whatever source; null before the first. */
export const lastCall = journal => [...Object.values(journal?.sources ?? {}), journal?.oncourse]
  .map(source => source?.lastAt).filter(Boolean).sort().at(-1) ?? null;

/**
 * @param own the calls for the event
 * @param keys of the event, undefined until they are read
 * @param who the key that the admin page works with
 */
export function Connection({ event, own, keys, journal, who }) {
  const now = useNow(1000);
  const works = keys?.find(key => key.works && !key.replaced);
  const key = works && (works.apiKey ?? (works.own ? who.key : null));
  const string = key && connectionString(location, event.eventId, key);
  if (!journal) return null;
  const last = lastCall(journal);
  return h(Card, { name: 'connect', title: t('connect.title'), wide: true, first: !last },
    h('p', { class: last ? 'light on' : 'light', 'data-connected': Boolean(last) },
      last ? t('connect.seen', { ago: ago(last, now) }) : t('connect.waiting')),
    h('dl', { class: 'values' },
      h(Value, { name: 'server', text: location.origin }),
      h(Value, { name: 'event', text: event.eventId }),
      key && h(Value, { name: 'key', text: key }),
      key && h(Value, { name: 'string', text: string })),
    key && h(ConnectionCode, { own, string }),
    h('p', { class: 'hint' }, t(!keys || works ? (key ? 'connect.hint' : 'connect.hidden') : 'key.none')));
}
