/** Small components of the admin page. */
import { h } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { joined } from '../common/format.js';
import { hasText, t } from '../common/i18n.js';

const lang = () => document.documentElement.lang;

/** The label of a race in a list. It has the id, because two races of one class may differ only in it. */
export function raceLabel({ raceId, classId, raceType, raceStatus }) {
  const status = `raceStatus.${raceStatus}`;
  return joined(' · ', classId, t(`raceType.${raceType}`), raceId, hasText(status) && t(status));
}

/** Date and time in the language and the time zone of the reader. */
export const moment = iso => iso
  ? new Date(iso).toLocaleString(lang(), { dateStyle: 'medium', timeStyle: 'short' })
  : '';

/** How long ago, in the largest unit that is not zero. */
export function ago(iso, now) {
  if (!iso) return t('never');
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000));
  const format = new Intl.RelativeTimeFormat(lang(), { numeric: 'always', style: 'short' });
  if (seconds < 90) return format.format(-seconds, 'second');
  if (seconds < 5400) return format.format(-Math.round(seconds / 60), 'minute');
  if (seconds < 129600) return format.format(-Math.round(seconds / 3600), 'hour');
  return format.format(-Math.round(seconds / 86400), 'day');
}

export const number = n => new Intl.NumberFormat(lang()).format(n);

/** The current time, updated at an interval. */
export function useNow(millis = 1000) {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), millis);
    return () => clearInterval(timer);
  }, [millis]);
  return now;
}

/**
 * Calls read() at an interval while the page is visible: { value, failure, again }.
 *
 * @param key names what is read; with another key the old value is dropped
 */
export function usePolled(key, millis, read) {
  const [state, setState] = useState({ key });
  const turn = useRef(() => {});
  useEffect(() => {
    let timer;
    let stopped = false;
    let run = 0;
    turn.current = async () => {
      clearTimeout(timer);
      const own = ++run;
      const next = await read().then(
        value => ({ key, value }),
        failure => known => ({ ...(known.key === key ? known : { key }), failure }));
      if (stopped || own !== run) return;
      setState(next);
      timer = setTimeout(() => document.hidden || turn.current(), millis);
    };
    const seen = () => document.hidden || turn.current();
    document.addEventListener('visibilitychange', seen);
    turn.current();
    return () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [key, millis]);
  const current = state.key === key ? state : {};
  return { value: current.value, failure: current.failure, again: () => turn.current() };
}

const isPhone = () => matchMedia('(max-width: 40rem)').matches;

/**
 * A section of the page with a heading. On a phone, a section that is not first shows only its heading until it is opened.
 *
 * @param first whether the section is open on a phone, too
 */
export function Card({ name, title, aside, children, wide, first }) {
  const [open, setOpen] = useState(first || !isPhone());
  const id = `card-${name}`;
  const heading = h('h3', { id }, title);
  return h('section', { class: joined(' ', 'card', wide && 'wide', !open && 'folded'), 'aria-labelledby': id },
    h('div', { class: 'card-head' }, heading, aside,
      (!open || isPhone()) && !first && h('button', { type: 'button', class: 'plain', 'data-fold': name, 'aria-expanded': String(open),
        'aria-labelledby': id, onClick: () => setOpen(!open) }, open ? '−' : '+')),
    h('div', { class: 'card-body', hidden: !open }, children));
}

export const Chip = ({ status }) => h('span', { class: `chip ${status}` }, t(`status.${status}`));

/** An input with a label. onText is called with its text. */
export function Field({ name, label, hint, onText, value, type = 'text', ...rest }) {
  const id = `field-${name}`;
  const said = hint ? `${id}-hint` : undefined;
  return h('div', { class: 'field' },
    h('label', { for: id }, label),
    h('input', { id, name, type, value, 'aria-describedby': said, autocomplete: 'off',
      onInput: event => onText(event.currentTarget.value), ...rest }),
    hint && h('p', { class: 'hint', id: said }, hint));
}

export function Select({ name, label, value, options, onPick, disabled, hint }) {
  const id = `select-${name}`;
  return h('div', { class: 'field' },
    h('label', { for: id }, label),
    h('select', { id, name, disabled, 'aria-describedby': hint ? `${id}-hint` : undefined,
      onChange: event => onPick(event.currentTarget.value) },
    options.map(([option, text]) => h('option', { value: option, selected: option === value }, text))),
    hint && h('p', { class: 'hint', id: `${id}-hint` }, hint));
}

/** A button that copies a text to the clipboard. */
export function Copy({ text, label }) {
  const [done, setDone] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text).then(() => setDone(true), () => setDone(null));
    setTimeout(() => setDone(false), 3000);
  };
  return h('button', { type: 'button', onClick: copy, 'aria-label': done === false ? label : undefined },
    h('span', { 'aria-live': 'polite' }, done ? t('copied') : done === null ? t('copy.failed') : t('copy')));
}
