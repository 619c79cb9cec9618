/** The head of an embedded view: who runs the service, and how fresh the view is. */
import { h } from 'preact';
import { Freshness } from '../spectator/layout.js';
import { Brand } from '../spectator/operator.js';
import { eventPath, racePath } from '../spectator/route.js';
import { t } from '../common/i18n.js';

const FRESH = ['live', 'official'];

export function Layout({ store, route, children }) {
  const { link, gone } = store;
  const freshness = h(Freshness, { link, gone });
  return h('div', { class: 'frame embed' },
    route.header
      ? h('header', { class: 'top' }, h('a', { class: 'home', href: route.race ? racePath(route.event, route.race) : eventPath(route.event) }, h(Brand)), freshness)
      // Without a head, the view says how fresh it is when it is not.
      : h('div', { class: FRESH.includes(link.freshness) && !gone ? 'quiet' : 'bare' }, freshness),
    gone ? h('main', {}, h('h1', {}, t('title.missing')), h('p', {}, t('missing.about'))) : children,
    h('p', { id: 'spoken', class: 'quiet', 'aria-live': 'polite' }));
}
