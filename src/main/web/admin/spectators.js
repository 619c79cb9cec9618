/** The number of spectators, a preview of their page, and the HTML for frames on other sites. */
import { h } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../common/i18n.js';
import { Broadcast } from './broadcast.js';
import { Card, number, raceLabel, Select } from './components.js';
import { FrameBuilder, framePath, USUAL } from './embed.js';

export function SpectatorCount({ polled }) {
  const watching = polled.value;
  return h('p', { class: 'spectators', 'data-spectators': watching ? watching.spectators : '' },
    watching
      ? [h('strong', {}, number(watching.spectators)), ` ${t('spectators.watching', { n: watching.spectators })}`,
        h('span', { class: 'soft' }, ` ${t('spectators.transports', { ws: number(watching.webSocket), sse: number(watching.eventStream), limit: number(watching.limit) })}`)]
      : t('loading'));
}

/** The race of the preview, before the organiser chooses one. */
const firstRace = event => event.config.activeRaceId ?? event.races[0]?.raceId;

export function SpectatorPreview({ event, watching }) {
  const [picked, setPicked] = useState(null);
  const [on, setOn] = useState(true);
  const [building, setBuilding] = useState(false);
  const [frame, setFrame] = useState(USUAL);
  const race = event.races.some(({ raceId }) => raceId === picked) ? picked : firstRace(event);
  const page = `/e/${encodeURIComponent(event.eventId)}`;
  const open = h('a', { href: race ? `${page}/r/${encodeURIComponent(race)}` : page, target: '_blank', rel: 'noopener' }, t('view.open'));
  if (event.status === 'draft') return h(Card, { name: 'view', title: t('view.title') }, h('p', { class: 'soft' }, t('view.draft')));
  if (!race) return h(Card, { name: 'view', title: t('view.title'), aside: open }, h('p', { class: 'soft' }, t('view.empty')));
  const watchers = Object.fromEntries((watching?.races ?? []).map(({ raceId, spectators }) => [raceId, spectators]));
  return h(Card, { name: 'view', title: t('view.title'), aside: open },
    h('div', { class: 'row' },
      !building && h(Select, { name: 'viewedRace', label: t('view.race'), value: race, onPick: setPicked,
        options: event.races.map(race => [race.raceId, `${raceLabel(race)}${watchers[race.raceId] ? ` (${watchers[race.raceId]})` : ''}`]) }),
      h('button', { type: 'button', 'aria-pressed': on, onClick: () => setOn(!on) }, t(on ? 'view.hide' : 'view.show'))),
    on && h('iframe', { src: building ? framePath(event.eventId, frame) : `/embed${page}/r/${encodeURIComponent(race)}`, title: t('view.title'), class: building ? 'spectator sample' : 'spectator' }),
    h('p', { class: 'hint' }, t('view.hint')),
    h('details', { class: 'frame-builder', onToggle: ({ currentTarget }) => setBuilding(currentTarget.open) },
      h('summary', {}, t('embed.title')),
      building && h(FrameBuilder, { event, frame, choose: setFrame })),
    h(Broadcast, { event }));
}
