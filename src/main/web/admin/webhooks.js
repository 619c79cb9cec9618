/** The webhooks of an event: other programs that are told of its changes, how each is doing, and the log of its deliveries. */
import { h } from 'preact';
import { useState } from 'preact/hooks';
import { joined } from '../common/format.js';
import { t } from '../common/i18n.js';
import { ApiError } from './adminApi.js';
import { Card, Copy, Field, moment, usePolled } from './components.js';

const WEBHOOKS_MS = 2000;
const MAX_URL_CHARS = 2000;
const TYPE_PREFIX = /^org\.gatecast\./;
const SIGNS = { ready: '✓', waiting: '…', failing: '!', paused: '‖', disabled: '–' };

const typeText = type => t(`webhook.type.${type.replace(TYPE_PREFIX, '')}`);

const clock = iso => new Date(iso).toLocaleTimeString(document.documentElement.lang);

const duration = millis => new Intl.NumberFormat(document.documentElement.lang, { style: 'unit', unit: 'millisecond' }).format(millis);

/** The state as the desk shows it: one that works may still have events to deliver. */
const shownState = ({ state, waiting }) => state === 'ready' && waiting > 0 ? 'waiting' : state;

function State({ webhook }) {
  const shown = shownState(webhook);
  const { waiting, missed, failingSince, pausedAt, nextAttemptAt, previousSecretUntil } = webhook;
  const more = [
    shown !== 'waiting' && waiting > 0 && `${t('webhook.state.waiting', { n: waiting })}.`,
    shown === 'failing' && nextAttemptAt && t('webhook.next', { when: clock(nextAttemptAt) }),
    shown === 'paused' && t('webhook.paused.hint'),
    missed > 0 && t('webhook.missed', { n: missed }),
    previousSecretUntil && t('webhook.secret.both', { when: moment(previousSecretUntil) }),
  ];
  return h('p', { 'data-webhook-state': shown },
    h('span', { class: 'sign', 'aria-hidden': 'true' }, SIGNS[shown]), ' ',
    h('strong', {}, t(`webhook.state.${shown}`, { n: waiting, when: moment(pausedAt ?? failingSince) })),
    ' ', h('span', { class: 'soft' }, joined(' ', ...more)));
}

/**
 * The address and what is told.
 *
 * @param name of the form, unique on the page
 * @param webhook what is changed; undefined for a new one
 * @param submit is called with { url, types }
 */
function WebhookForm({ name, webhook, types, label, submit }) {
  const [url, setUrl] = useState(webhook?.url ?? '');
  const [chosen, setChosen] = useState(webhook?.types ?? types);
  const choose = (type, on) => setChosen(known => on ? [...known, type] : known.filter(other => other !== type));
  const submitted = event => {
    event.preventDefault();
    submit({ url: url.trim(), types: types.filter(type => chosen.includes(type)) });
  };
  return h('form', { class: 'form webhook-form', 'data-webhook-form': name, onSubmit: submitted },
    h(Field, { name: `webhookUrl-${name}`, label: t('webhook.url'), hint: t('webhook.url.hint'), value: url, onText: setUrl,
      required: true, maxlength: MAX_URL_CHARS, inputmode: 'url', spellcheck: false }),
    h('fieldset', { class: 'bare' },
      h('legend', {}, t('webhook.types')),
      types.map(type => h('label', { key: type, class: 'choice' },
        h('input', { type: 'checkbox', value: type, checked: chosen.includes(type),
          onChange: ({ currentTarget }) => choose(type, currentTarget.checked) }),
        h('span', {}, typeText(type))))),
    h('div', { class: 'buttons' },
      h('button', { type: 'submit', class: 'main', disabled: chosen.length === 0 }, label)));
}

function Delivery({ delivery }) {
  const { at, type, subject, attempt, delivered, status, error, millis } = delivery;
  const outcome = delivered ? 'taken' : status === null ? 'unanswered' : 'refused';
  const detail = !delivered && error !== `status ${status}` && error;
  return h('li', { class: `entry ${delivered ? 'changed' : 'refused'}`, 'data-delivery': delivered ? 'taken' : 'failed' },
    h('time', { datetime: at }, `${moment(at)} · ${clock(at)}`),
    h('div', {}, h('strong', {}, typeText(type)), ' ',
      joined(' · ', subject, attempt > 1 && t('webhook.log.attempt', { n: attempt }), t(`webhook.log.${outcome}`, { status }), duration(millis)),
      detail && h('span', { class: 'detail', lang: 'en' }, detail)));
}

/** @param name of the webhook and of who reads, for what is read at an interval */
function Deliveries({ own, webhookId, name }) {
  const { value, failure } = usePolled(name, WEBHOOKS_MS, () => own.webhookAttempts(webhookId));
  if (!value) return h('p', { class: 'soft' }, t(failure ? 'stale' : 'loading'));
  if (!value.attempts.length) return h('p', { class: 'soft' }, t('webhook.log.none'));
  return [
    failure && h('p', { class: 'failure' }, t('stale')),
    h('ol', { class: 'entries deliveries', tabindex: 0, 'aria-label': t('webhook.log') },
      value.attempts.map((delivery, i) => h(Delivery, { key: i, delivery }))),
  ];
}

function Webhook({ webhook, types, own, act, ask, name, again, show }) {
  const [editing, setEditing] = useState(false);
  const [logShown, setLogShown] = useState(false);
  const { webhookId, url, enabled, state } = webhook;
  const change = async (work, success) => {
    const done = await act('webhook', work, success);
    again();
    return done;
  };
  const edit = async edited => {
    if (await change(() => own.editWebhook(webhookId, edited), () => t('done.webhook'))) setEditing(false);
  };
  const test = async () => {
    await act('webhook.test', async () => {
      const { attempt } = await own.testWebhook(webhookId);
      if (!attempt.delivered) throw new ApiError(200, 'NotDelivered', attempt.error);
      return attempt;
    }, ({ status }) => t('done.webhook.test', { status }));
    again();
  };
  const renew = () => ask({
    title: t('webhook.secret.new'), text: t('webhook.secret.ask'), yes: t('webhook.secret.new'),
    confirmed: async () => {
      const renewed = await change(() => own.replaceWebhookSecret(webhookId), () => t('done.webhook.secret'));
      if (renewed) show(renewed);
    },
  });
  const remove = () => ask({
    title: t('webhook.remove'), text: t('webhook.remove.ask', { url }), yes: t('webhook.remove'),
    confirmed: () => change(() => own.removeWebhook(webhookId), () => t('done.webhook.remove')),
  });
  const button = (data, text, onClick, more) => h('button', { type: 'button', [`data-webhook-${data}`]: true, onClick, ...more }, text);
  return h('li', { class: `webhook ${shownState(webhook)}`, 'data-webhook': webhookId },
    h('p', {}, h('code', {}, url)),
    h(State, { webhook }),
    h('p', { class: 'hint' }, t('webhook.types'), ': ', joined(', ', ...webhook.types.map(typeText))),
    h('div', { class: 'buttons' },
      (state === 'failing' || state === 'paused') && button('retry', t('webhook.retry'),
        () => change(() => own.retryWebhook(webhookId), () => t('done.webhook.retry')), { class: 'main' }),
      button('test', t('webhook.test'), test),
      button('edit', t('webhook.edit'), () => setEditing(!editing), { 'aria-expanded': String(editing) }),
      button('enable', t(enabled ? 'webhook.disable' : 'webhook.enable'), () => edit({ enabled: !enabled })),
      button('renew', t('webhook.secret.new'), renew),
      button('remove', t('webhook.remove'), remove, { class: 'danger' })),
    editing && h(WebhookForm, { name: webhookId, webhook, types, label: t('webhook.save'), submit: edit }),
    h('details', { 'data-webhook-log': true, onToggle: ({ currentTarget }) => setLogShown(currentTarget.open) },
      h('summary', {}, t('webhook.log')),
      logShown && h(Deliveries, { own, webhookId, name: `${name} ${webhookId}` })));
}

/** A secret that was just made. It is nowhere else, and gone with this page. */
function NewSecret({ made, hide }) {
  return h('div', { class: 'webhook', 'data-new-secret': made.webhookId },
    h('p', {}, h('strong', {}, t('webhook.secret')), ' ', h('code', {}, made.url)),
    h('div', { class: 'secret' },
      h('code', { 'data-secret': true, tabindex: 0 }, made.secret), h(Copy, { text: made.secret, label: t('webhook.secret.copy') }),
      h('button', { type: 'button', onClick: hide }, t('webhook.secret.hide'))),
    h('p', { class: 'note' }, t('webhook.secret.once')));
}

/** @param who the key that the admin page works with */
export function Webhooks({ event, own, act, ask, who }) {
  const name = `${event.eventId} ${who.key}`;
  const { value, failure, again } = usePolled(name, WEBHOOKS_MS, () => own.read('webhooks'));
  const [made, setMade] = useState(null);
  const [added, setAdded] = useState(0);
  const [adding, setAdding] = useState(false);
  const stale = failure && h('span', { class: 'failure' }, t('stale'));
  if (!value) return h(Card, { name: 'webhooks', title: t('webhook.title'), aside: stale, wide: true }, h('p', { class: 'soft' }, t('loading')));
  const { webhooks, types } = value;
  const add = async webhook => {
    const done = await act('webhook', () => own.addWebhook(webhook), () => t('done.webhook.add'));
    again();
    if (!done) return;
    setMade(done);
    setAdded(nr => nr + 1);
    setAdding(false);
  };
  const isThere = made && webhooks.some(({ webhookId }) => webhookId === made.webhookId);
  return h(Card, { name: 'webhooks', title: t('webhook.title'), aside: stale, wide: true },
    h('p', { class: 'hint' }, t('webhook.about')),
    event.status === 'draft' && h('p', { class: 'hint' }, t('webhook.draft')),
    isThere && h(NewSecret, { made, hide: () => setMade(null) }),
    webhooks.length > 0
      ? h('ul', { class: 'webhooks' }, webhooks.map(webhook => h(Webhook, { key: webhook.webhookId, webhook, types, own, act, ask, name, again, show: setMade })))
      : h('p', { class: 'soft' }, t('webhook.none')),
    h('details', { 'data-webhook-add': true, open: adding, onToggle: ({ currentTarget }) => setAdding(currentTarget.open) },
      h('summary', {}, t('webhook.add')),
      h(WebhookForm, { key: added, name: 'new', types, label: t('webhook.add.do'), submit: add })));
}
