/** The status of one race's results, which the organiser may declare: provisional with a protest time, or official. */
import { h } from 'preact';
import { useState } from 'preact/hooks';
import { hasText, t } from '../common/i18n.js';
import { Card, Field, moment, raceLabel, Select, useNow } from './components.js';

const USUAL_MINUTES = 20;
const MAX_MINUTES = 1440;
const MINUTE_MS = 60000;

const clock = millis => new Date(millis).toLocaleTimeString(document.documentElement.lang, { timeStyle: 'short' });

const statusText = number => hasText(`raceStatus.${number}`) ? t(`raceStatus.${number}`) : t('race.unknown');

/** The last race that runs or is provisional, else the first. */
const firstShown = races => races.findLast(({ raceStatus }) => raceStatus === 3 || raceStatus === 4) ?? races[0];

function State({ race, now }) {
  const until = Date.parse(race.protestUntil);
  return h('p', { 'data-race-state': race.raceStatus },
    h('strong', {}, statusText(race.raceStatus)), '. ',
    until ? [t(until > now ? 'race.until' : 'race.over', { when: clock(until) }), ' '] : null,
    race.officialAt ? [t('race.official', { when: moment(race.officialAt) }), ' '] : null,
    h('span', { class: 'soft' }, race.declaredAt
      ? t('race.declared', { when: clock(Date.parse(race.declaredAt)), status: statusText(race.timingStatus) })
      : t('race.timed')));
}

export function RaceStatus({ event, own, act, ask, changed }) {
  const now = useNow(1000);
  const [chosen, setChosen] = useState(null);
  const [text, setText] = useState(null);
  const race = event.races.find(({ raceId }) => raceId === chosen) ?? firstShown(event.races);
  if (!race) return h(Card, { name: 'races', title: t('race.title') }, h('p', { class: 'soft' }, t('view.empty')));
  const fixed = event.status === 'official';
  const minutes = Number(text ?? event.config.protestMinutes ?? USUAL_MINUTES);
  const right = Number.isInteger(minutes) && minutes >= 1 && minutes <= MAX_MINUTES;
  const until = right ? Math.ceil((now + minutes * MINUTE_MS) / MINUTE_MS) * MINUTE_MS : now;
  const when = clock(until);
  const confirm = (what, values, work) => ask({
    title: t(`race.${what}.do`, values), yes: t(`race.${what}.do`, values),
    text: t(`race.${what}.ask`, { race: raceLabel(race), status: statusText(race.timingStatus) }),
    confirmed: async () => {
      if (await act('race', work, () => t('done.race'))) changed();
    },
  });
  const declare = declaration => () => own.declareRace(race.raceId, declaration);
  return h(Card, { name: 'races', title: t('race.title') },
    h(Select, { name: 'race', label: t('view.race'), value: race.raceId, onPick: setChosen,
      options: event.races.map(one => [one.raceId, raceLabel(one)]) }),
    h(State, { race, now }),
    h(Field, { name: 'protestTime', label: t('race.minutes'), type: 'number', min: 1, max: MAX_MINUTES, step: 1, inputmode: 'numeric',
      value: String(text ?? minutes), onText: setText, disabled: fixed }),
    h('div', { class: 'buttons' },
      h('button', { type: 'button', 'data-declare': 'provisional', disabled: fixed || !right,
        onClick: () => confirm('provisional', { when }, declare({ status: 'provisional', protestUntil: new Date(until).toISOString() })) },
      t('race.provisional.do', { when })),
      h('button', { type: 'button', class: 'main', 'data-declare': 'official', disabled: fixed || Boolean(race.officialAt),
        onClick: () => confirm('official', {}, declare({ status: 'official' })) }, t('race.official.do')),
      race.declaredAt && h('button', { type: 'button', 'data-withdraw': true, disabled: fixed,
        onClick: () => confirm('withdraw', {}, () => own.withdrawRace(race.raceId)) }, t('race.withdraw.do'))),
    h('p', { class: 'hint' }, fixed ? t('config.fixed') : t('race.hint')));
}
