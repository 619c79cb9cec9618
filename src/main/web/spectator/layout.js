/** The header and the footer of every view: home link, freshness, language and theme. */
import { h } from 'preact';
import { timeOfDay } from '../common/format.js';
import { t } from '../common/i18n.js';
import { LanguageSelect } from '../common/languageSelect.js';
import { Brand } from './operator.js';
import { NowBar } from './programme.js';

export function Freshness({ link: { freshness, transport, since }, gone }) {
  const text = gone ? t('fresh.gone')
    : freshness === 'offline' ? t('fresh.offline', { since: since ? timeOfDay(since) : '' })
      : t('fresh.' + freshness);
  return h('p', { class: `fresh ${freshness}`, role: 'status', 'data-freshness': freshness, 'data-transport': transport }, h('i', { 'aria-hidden': 'true' }), text);
}

function toggleTheme() {
  const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
  try {
    localStorage.setItem('theme', next);
    dispatchEvent(new Event('themechange'));
  } catch {
    document.documentElement.dataset.theme = next;
  }
}

function Controls() {
  return h('div', { class: 'controls' },
    h(LanguageSelect),
    h('button', { type: 'button', class: 'plain', onClick: toggleTheme, 'aria-label': t('theme.toggle') }, h('span', { 'aria-hidden': 'true' }, '◐')));
}

export function Layout({ store, route, children }) {
  return h('div', { class: 'frame' },
    h('header', { class: 'top' }, h('a', { class: 'home', href: '/' }, h(Brand)), h(Freshness, { link: store.link, gone: store.gone }), h(Controls)),
    store.gone ? h('main', {}, h('h1', { tabindex: '-1' }, t('title.missing')), h('p', {}, t('missing.about')), h('p', {}, h('a', { class: 'button', href: '/' }, t('missing.home')))) : children,
    h(NowBar, { store, route }),
    h('p', { id: 'spoken', class: 'quiet', 'aria-live': 'polite' }));
}
