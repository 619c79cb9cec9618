/** Starts the admin page. */
import { h, render } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { loadTranslations, t } from '../common/i18n.js';
import { LanguageSelect } from '../common/languageSelect.js';
import { AdminApi } from './adminApi.js';
import { ConfirmDialog } from './confirmDialog.js';
import { CreateEvent } from './createEvent.js';
import { EventAdmin } from './event.js';
import { Outcome, useActions } from './actions.js';
import { explained } from './errors.js';
import { Login } from './login.js';
import { Chip, usePolled } from './components.js';
import { loadSession, removeSession, saveSession } from './session.js';

const LIST_MS = 10000;

/** The event in the address. The key is never in the address. */
const eventInAddress = () => {
  try {
    return decodeURIComponent(location.hash.slice(1)) || null;
  } catch {
    return null;
  }
};

const setTheme = () => {
  const dark = document.documentElement.dataset.theme === 'dark';
  try {
    localStorage.setItem('theme', dark ? 'light' : 'dark');
  } catch {
    // Without local storage the system's theme is used.
  }
  dispatchEvent(new Event('themechange'));
};

function Head({ leave }) {
  return h('header', { class: 'head' },
    h('p', { class: 'brand' }, 'Gatecast ', h('span', {}, t('desk'))),
    h('div', { class: 'buttons' },
      h(LanguageSelect),
      h('button', { type: 'button', onClick: setTheme }, t('theme')),
      leave && h('button', { type: 'button', 'data-logout': true, onClick: leave }, t('logout'))));
}

function EventList({ events, current, make }) {
  return h('nav', { class: 'events', 'aria-label': t('events.title') },
    h('div', { class: 'card-head' }, h('h2', {}, t('events.title')),
      make && h('button', { type: 'button', 'data-new': true, onClick: make, 'aria-pressed': current === null }, t('events.new'))),
    events
      ? h('ul', {}, events.map(event => h('li', { key: event.eventId, 'data-event': event.eventId },
        h('a', { href: `#${encodeURIComponent(event.eventId)}`, class: 'entry', 'aria-current': event.eventId === current ? 'true' : undefined },
          h('span', {}, event.mainTitle, h('small', {}, event.eventId)), h(Chip, { status: event.status })))),
      events.length === 0 && h('li', { class: 'soft' }, t('events.none')))
      : h('p', { class: 'soft' }, t('loading')));
}

function Workspace({ who, leave, renew }) {
  const [current, setCurrent] = useState(who.master ? eventInAddress() : who.eventId);
  const [question, setQuestion] = useState(null);
  const api = new AdminApi(who);
  const refused = failure => {
    if (failure.status === 401) leave(failure);
    else if (failure.status === 404 && who.master) open(null);
  };
  const { jobs, outcome, act, dismiss } = useActions(failure => failure.status === 401 && leave(failure));
  const list = usePolled(who.key, LIST_MS, () => who.master ? api.events() : api.of(who.eventId).read().then(event => [event]));
  const open = eventId => {
    history.pushState(null, '', eventId ? `#${encodeURIComponent(eventId)}` : location.pathname);
    setCurrent(eventId);
  };
  useEffect(() => {
    const moved = () => who.master && setCurrent(eventInAddress());
    addEventListener('popstate', moved);
    return () => removeEventListener('popstate', moved);
  }, [who.master]);
  const showing = current === null
    ? h(CreateEvent, { act, api, created: eventId => {
      list.again();
      open(eventId);
    } })
    : h(EventAdmin, { key: current, eventId: current, api, act, ask: setQuestion, listChanged: list.again, renew, refused,
      deleted: () => {
        list.again();
        open(null);
      } });
  return [
    h(Head, { leave: () => leave(null) }),
    h(Outcome, { jobs, outcome, dismiss }),
    who.open && h('p', { class: 'note open', role: 'note' }, t('open')),
    h('div', { class: 'work' },
      h(EventList, { events: list.value, current, make: who.master ? () => open(null) : null }),
      h('main', { 'aria-busy': jobs.length > 0 }, h('h1', { class: 'quiet' }, t('title')), showing)),
    question && h(ConfirmDialog, { question, close: () => setQuestion(null) }),
  ];
}

function AdminPage() {
  const [who, setWho] = useState(loadSession());
  const [why, setWhy] = useState(null);
  const enter = user => {
    saveSession(user);
    setWhy(null);
    setWho(user);
  };
  const leave = failure => {
    const { text, detail } = failure ? explained(failure) : {};
    removeSession();
    setWhy(text && { text: `${text} ${t('login.again')}`, detail });
    setWho(null);
  };
  return who
    ? h(Workspace, { who, leave, renew: key => enter({ ...who, key }) })
    : [h(Head, {}), h(Login, { why, enter })];
}

await loadTranslations(true);
render(h(AdminPage), document.getElementById('admin'));
