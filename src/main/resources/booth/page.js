'use strict';
/* The operator's page: asks for the state every second, shows it, and sends what is pressed. */
const INTERVAL_MILLIS = 1000;
const CONFIRMED = ['draft', 'official'];
const find = id => document.getElementById(id);
const texts = {};
let language = (localStorage.getItem('language') || navigator.language).startsWith('cs') ? 'cs' : 'en';
let shown = null;
let filled = false;

const t = (key, values = {}) =>
  (texts[language][key] ?? key).replace(/\{(\w+)\}/g, (placeholder, name) => values[name] ?? '');

/** Changes a text only if it is another one, so that screen readers do not repeat it. */
function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function translate() {
  document.documentElement.lang = language;
  document.title = t('title');
  for (const element of document.querySelectorAll('[data-text]')) write(element, t(element.dataset.text));
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === language));
  }
  if (shown) show(shown);
}

function outcome(id, refused, text) {
  const element = find(id);
  element.hidden = !text;
  element.className = refused ? 'outcome refused' : 'outcome';
  write(element, text);
}

function show(state) {
  shown = state;
  for (const [name, light] of Object.entries(state.lights)) {
    const item = document.querySelector(`[data-light="${name}"]`);
    item.dataset.color = light.color;
    item.dataset.sentence = light.sentence;
    write(item.querySelector('.color'), t(`color.${light.color}`));
    write(item.querySelector('.sentence'), t(light.sentence, light.values));
  }
  const running = 'waiting' in state;
  for (const section of document.querySelectorAll('[data-running]')) section.hidden = !running;
  showSetup(state.setup);
  if (!running) return;
  const { rows, races, export: exported } = state.waiting;
  const parts = [rows > 0 && t('numbers.waiting.some', { rows, races }), exported && t('numbers.waiting.export')];
  write(find('waiting'), parts.filter(Boolean).join(', ') || t('numbers.waiting.none'));
  write(find('roundTrip'), state.roundTripMillis == null ? t('numbers.unknown') : `${state.roundTripMillis} ms`);
  write(find('spectators'), state.spectators == null ? t('numbers.unknown') : String(state.spectators));
  write(find('unreadable'), String(state.unreadable));
  write(find('status'), state.status ? t(`status.${state.status}`) : t('state.unknown'));
  find('automatic').checked = state.automatic;
  showMoves(state.transitions);
  showRefused(state.refused);
}

function showMoves(transitions) {
  const wanted = `${language} ${transitions.join(' ')}`;
  const place = find('moves');
  if (place.dataset.shown === wanted) return;
  place.dataset.shown = wanted;
  place.replaceChildren(...transitions.flatMap(status => {
    const button = document.createElement('button');
    button.type = 'button';
    button.dataset.move = status;
    button.textContent = t(`move.${status}`);
    button.addEventListener('click', () => move(status));
    return [button, ' '];
  }));
}

function showRefused(refused) {
  find('refused-none').hidden = refused.length > 0;
  const wanted = `${language} ${JSON.stringify(refused)}`;
  const place = find('refused');
  if (place.dataset.shown === wanted) return;
  place.dataset.shown = wanted;
  place.replaceChildren(...refused.map(({ at, kind, reason }) => {
    const item = document.createElement('li');
    item.textContent = `${new Date(at).toLocaleTimeString(language)} · ${t(`kind.${kind}`)}: ${reason}`;
    return item;
  }));
}

/** The fields are filled once; then they are the operator's. */
function showSetup(setup) {
  const target = find('target');
  target.hidden = !setup.server;
  write(target, setup.server ? t('setup.now', setup) : '');
  if (filled) return;
  filled = true;
  for (const name of ['server', 'event', 'canoe123', 'export']) find(name).value = setup[name] ?? '';
}

/** Sends a change: null if it was carried out, else the reason. */
async function send(path, body, type = 'application/json') {
  try {
    const response = await fetch(path, { method: 'POST', headers: { 'Content-Type': type }, body });
    return response.ok ? null : (await response.json()).message;
  } catch {
    return t('lost');
  }
}

async function move(status) {
  if (CONFIRMED.includes(status) && !confirm(t(`confirm.${status}`))) return;
  const reason = await send('/status', JSON.stringify({ status }));
  outcome('moved', true, reason === null ? '' : t('refusal', { reason }));
  await ask();
}

async function ask() {
  try {
    const response = await fetch('/state');
    show(await response.json());
    find('lost').hidden = true;
  } catch {
    find('lost').hidden = false;
  }
}

async function askAgain() {
  if (!document.hidden) await ask();
  setTimeout(askAgain, INTERVAL_MILLIS);
}

function listen() {
  for (const button of document.querySelectorAll('[data-language]')) {
    button.addEventListener('click', () => {
      language = button.dataset.language;
      localStorage.setItem('language', language);
      translate();
    });
  }
  find('retry').addEventListener('click', () => send('/retry', '{}'));
  find('automatic').addEventListener('change', async event => {
    const reason = await send('/automatic', JSON.stringify({ on: event.target.checked }));
    outcome('moved', true, reason === null ? '' : t('refusal', { reason }));
  });
  find('upload').addEventListener('change', async event => {
    const file = event.target.files[0];
    if (!file) return;
    const reason = await send('/export', file, 'application/xml');
    outcome('uploaded', reason !== null, reason === null ? t('upload.done') : t('upload.refused', { reason }));
    event.target.value = '';
  });
  find('setup').addEventListener('submit', async event => {
    event.preventDefault();
    const reason = await send('/setup', JSON.stringify(Object.fromEntries(new FormData(event.target))));
    outcome('saved', reason !== null, reason === null ? t('setup.saved') : t('setup.refused', { reason }));
    if (reason === null) {
      find('connection').value = '';
      find('key').value = '';
      filled = false;
    }
    await ask();
  });
}

async function start() {
  for (const one of ['en', 'cs']) texts[one] = await (await fetch(`/texts.${one}.json`)).json();
  listen();
  translate();
  await askAgain();
}

start();
