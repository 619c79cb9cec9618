/** The keys of an event: copy, replace, revoke. */
import { h } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../common/i18n.js';
import { ago, Card, Copy, moment, useNow } from './components.js';

const DEFAULT_GRACE_HOURS = 24;

function Key({ entry, value, now, revoke }) {
  const works = entry.works ? (entry.replaced ? 'grace' : 'works') : 'over';
  return h('li', { class: `key ${works}` },
    h('p', {}, h('strong', {}, t(works === 'grace' ? 'key.grace.state' : `key.${works}`)), entry.own ? ` ${t('key.own')}` : '', ' ',
      h('span', { class: 'soft' }, t('key.id', { id: entry.keyId }))),
    value && h('div', { class: 'secret' },
      h('code', { 'data-key': true, tabindex: 0 }, value), h(Copy, { text: value, label: t('key.copy') })),
    h('dl', { class: 'facts' },
      h('dt', {}, t('key.created')), h('dd', {}, moment(entry.createdAt)),
      h('dt', {}, t('key.valid')), h('dd', {}, entry.validUntil
        ? h('time', { datetime: entry.validUntil }, moment(entry.validUntil)) : t('key.always')),
      h('dt', {}, t('key.used')), h('dd', {}, ago(entry.lastIngestAt, now))),
    h('button', { type: 'button', 'data-revoke': entry.keyId, onClick: revoke }, t('key.revoke')));
}

/**
 * @param polled the keys
 * @param who the key that the admin page works with
 * @param renew is called with the new key if that key is replaced
 */
export function EventKeys({ own, act, ask, polled, who, renew, changed }) {
  const now = useNow(5000);
  const [hours, setHours] = useState(String(DEFAULT_GRACE_HOURS));
  const keys = polled.value?.keys ?? [];
  const current = keys.find(entry => entry.works && !entry.replaced);
  const mayChange = who.master || !keys.some(entry => entry.own && entry.replaced);
  const replace = async submitted => {
    submitted.preventDefault();
    const made = await act('key', () => own.replaceKey(hours === '' ? null : Number(hours)), ({ keyId }) => t('done.key', { id: keyId }));
    if (!made) return;
    if (!who.master) renew(made.apiKey);
    changed();
  };
  const revoke = entry => ask({
    title: t('key.revoke'), yes: t('key.revoke'),
    text: t(keys.filter(({ works }) => works).length === 1 && entry.works ? 'key.warn.last' : entry.own ? 'key.warn.own' : 'key.warn', { id: entry.keyId }),
    confirmed: async () => {
      await act('key', () => own.revokeKey(entry.keyId), ({ remaining }) => t('done.revoke', { n: remaining }));
      changed();
    },
  });
  return h(Card, { name: 'keys', title: t('key.title') },
    keys.length === 0 && polled.value && h('p', { class: 'note' }, t('key.none')),
    h('ul', { class: 'keys' }, keys.map(entry => h(Key, { key: entry.keyId, entry, now,
      value: entry.apiKey ?? (entry.own ? who.key : null), revoke: () => revoke(entry) }))),
    h('form', { 'data-replace': true, class: 'row', onSubmit: replace },
      h('div', { class: 'field' },
        h('label', { for: 'grace' }, t('key.grace')),
        h('input', { id: 'grace', name: 'graceHours', type: 'number', min: 0, max: 8760, step: 1, inputmode: 'numeric', value: hours,
          onInput: input => setHours(input.currentTarget.value) })),
      h('button', { type: 'submit', class: current ? '' : 'main', disabled: !mayChange }, t(keys.length ? 'key.replace' : 'key.make'))),
    h('p', { class: 'hint' }, t(mayChange ? 'key.hint' : 'key.replaced.hint')));
}
