/** Makes the HTML for a frame with live results on another site. */
import { h } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { eventUrl, read } from '../client/api.js';
import { languages, t } from '../common/i18n.js';
import { languageName } from '../common/languageSelect.js';
import { Copy, Field, raceLabel, Select } from './components.js';

const HEIGHT = 600;
const COLOUR = /^#?([\da-f]{3}|[\da-f]{6})$/i;
const BACKGROUND = /^(none|#?([\da-f]{3}|[\da-f]{6}))$/i;

/** What a frame shows before the organiser chooses: the race under way with everything. */
export const USUAL = { race: '', riders: '', lang: '', theme: '', header: '', accent: '', background: '' };

/** The path of a frame. riders is "club:…" or "noc:…"; a colour that cannot be right is left out. */
export function framePath(eventId, { race, riders, lang, theme, header, accent, background }) {
  const [kind, ...name] = riders.split(':');
  const query = Object.entries({
    [kind || 'club']: name.join(':'), lang, theme, header,
    accent: COLOUR.test(accent) ? accent.replace('#', '') : '', background: BACKGROUND.test(background) ? background.replace('#', '') : '',
  }).filter(([, value]) => value);
  return `/embed/e/${encodeURIComponent(eventId)}${race && `/r/${encodeURIComponent(race)}`}${query.length ? `?${new URLSearchParams(query)}` : ''}`;
}

const escaped = text => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

/** The HTML for the other site. Without scripts the frame keeps its height. */
const snippet = (path, title) => `<iframe src="${escaped(location.origin + path)}" title="${escaped(title)}" width="100%" height="${HEIGHT}" style="border:0"></iframe>
<script src="${location.origin}/embed.js" async></script>`;

const byName = (a, b) => a.localeCompare(b, document.documentElement.lang);
const names = (riders, field) => [...new Set(riders.map(rider => rider[field]).filter(Boolean))].sort(byName);

/**
 * @param frame what was chosen, as in {@link USUAL}
 * @param choose is called with a new choice
 */
export function FrameBuilder({ event, frame, choose }) {
  const [riders, setRiders] = useState([]);
  useEffect(() => {
    let left = false;
    read(eventUrl(event.eventId, 'riders')).then(found => left || setRiders(found.riders), () => {});
    return () => {
      left = true;
    };
  }, [event.eventId]);
  const set = name => value => choose({ ...frame, [name]: value.trim() });
  const wrong = (name, allowed) => frame[name] && !allowed.test(frame[name]) ? t('embed.colour.wrong') : t(`embed.${name}.hint`);
  const html = snippet(framePath(event.eventId, frame), event.mainTitle);
  return h('div', { class: 'form frame-form', 'data-frame-form': true },
    h('p', { class: 'hint' }, t('embed.about')),
    h(Select, { name: 'frameRace', label: t('view.race'), value: frame.race, onPick: set('race'),
      options: [['', t(frame.riders ? 'embed.race.all' : 'embed.race.now')], ...event.races.map(race => [race.raceId, raceLabel(race)])] }),
    h(Select, { name: 'frameRiders', label: t('embed.riders'), value: frame.riders, onPick: set('riders'),
      options: [['', t('embed.riders.all')], ...names(riders, 'club').map(name => [`club:${name}`, name]), ...names(riders, 'noc').map(name => [`noc:${name}`, name])] }),
    h(Select, { name: 'frameLang', label: t('language'), value: frame.lang, onPick: set('lang'),
      options: [['', t('embed.reader')], ...languages().map(language => [language, languageName(language)])] }),
    h(Select, { name: 'frameTheme', label: t('theme'), value: frame.theme, onPick: set('theme'),
      options: [['', t('embed.reader')], ['light', t('embed.theme.light')], ['dark', t('embed.theme.dark')]] }),
    h(Select, { name: 'frameHeader', label: t('embed.header'), value: frame.header, onPick: set('header'),
      options: [['', t('embed.header.1')], ['0', t('embed.header.0')]] }),
    h(Field, { name: 'frameAccent', label: t('embed.accent'), value: frame.accent, hint: wrong('accent', COLOUR), onText: set('accent'), maxLength: 7, spellcheck: false }),
    h(Field, { name: 'frameBackground', label: t('embed.background'), value: frame.background, hint: wrong('background', BACKGROUND), onText: set('background'), maxLength: 7, spellcheck: false }),
    h('div', { class: 'field snippet' },
      h('label', { for: 'frame-html' }, t('embed.html')),
      h('textarea', { id: 'frame-html', readonly: true, rows: 5, spellcheck: false, value: html, onFocus: event => event.currentTarget.select() }),
      h('div', { class: 'buttons' }, h(Copy, { text: html, label: t('embed.copy') })),
      h('p', { class: 'hint' }, t('embed.html.hint'))));
}
