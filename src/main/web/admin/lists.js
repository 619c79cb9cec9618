/** The addresses of start lists and result lists, to open or to copy, and the weather that is on them. */
import { h } from 'preact';
import { useState } from 'preact/hooks';
import { archiveUrl, FORMATS, listsOf, listUrl } from '../common/lists.js';
import { t } from '../common/i18n.js';
import { Card, Copy, Field, raceLabel, Select } from './components.js';

/** A page for printing is a list, but not a file to hand out. */
const SHOWN_FORMATS = [...FORMATS, 'html'];
const MAX_WEATHER_CHARS = 200;
const DAY = /^\d{4}-\d\d-\d\d/;

const listName = (list, { raceType }) => list === 'start' ? t('lists.start')
  : list !== 'results' ? t(`raceType.${raceType}`)
    : raceType === 'best-run-2' ? t('lists.combined') : t('lists.results');

function Address({ name, path }) {
  const address = location.origin + path;
  return h('div', { class: 'field', 'data-list': path },
    h('b', {}, name),
    h('div', { class: 'buttons' },
      h('a', { href: path, target: '_blank', rel: 'noopener' }, h('code', {}, address)),
      h(Copy, { text: address, label: `${t('copy')}: ${name}` })));
}

/** What the lists say about the weather of a race. No source has it, so somebody types it. */
function Weather({ event, race, own, act, changed }) {
  const [text, setText] = useState(null);
  const fixed = event.status === 'official';
  const save = async submitted => {
    submitted.preventDefault();
    if (await act('weather', () => own.setWeather(race.raceId, text), () => t('done.weather'))) changed();
  };
  return h('form', { class: 'form', onSubmit: save },
    h(Field, { name: 'weather', label: t('weather.label'), hint: fixed ? t('config.fixed') : t('weather.hint'), value: text ?? race.weather ?? '',
      onText: setText, maxLength: MAX_WEATHER_CHARS, disabled: fixed }),
    h('div', { class: 'buttons' },
      h('button', { type: 'submit', 'data-save-weather': race.raceId, disabled: fixed || text === null }, t('weather.save'))));
}

export function Lists({ event, own, act, changed }) {
  const [chosen, setChosen] = useState(null);
  const [format, setFormat] = useState(FORMATS[0]);
  const race = event.races.find(({ raceId }) => raceId === chosen) ?? event.races[0];
  if (!race) return null;
  const lang = document.documentElement.lang;
  const day = DAY.exec(race.startTime ?? '')?.[0];
  // A draft has no public addresses.
  const addresses = event.status === 'draft' ? [h('p', { class: 'hint' }, t('lists.draft'))] : [
    ...listsOf(race.raceType).map(list => h(Address, { key: list, name: listName(list, race), path: listUrl(event.eventId, race.raceId, list, format, { lang }) })),
    day && h(Address, { key: 'day', name: t('lists.day', { day }), path: archiveUrl(event.eventId, { day, lang }) }),
    h(Address, { key: 'event', name: t('lists.event'), path: archiveUrl(event.eventId, { lang }) }),
    h('p', { class: 'hint' }, t('lists.hint')),
  ];
  return h(Card, { name: 'lists', title: t('lists.title'), wide: true },
    h('div', { class: 'form' },
      h(Select, { name: 'listRace', label: t('view.race'), value: race.raceId, onPick: setChosen,
        options: event.races.map(one => [one.raceId, raceLabel(one)]) }),
      h(Select, { name: 'listFormat', label: t('lists.format'), value: format, onPick: setFormat,
        options: SHOWN_FORMATS.map(one => [one, one.toUpperCase()]) })),
    h(Weather, { key: race.raceId, event, race, own, act, changed }),
    addresses);
}
