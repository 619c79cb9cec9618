/** The settings of an event: how sources are merged, and what pages show. */
import { h } from 'preact';
import { t } from '../common/i18n.js';
import { Card, raceLabel, Select } from './components.js';

const PROTEST_MINUTES = [10, 15, 20, 30, 60];
const FROM_TEXT = { '': null, true: true, false: false };

export function EventSettings({ event, own, act, changed }) {
  const { config } = event;
  const fixed = event.status === 'official';
  const configure = patch => act('config', () => own.configure(patch), () => t('done.config')).then(changed);
  const choice = (name, values) => [['', t(`config.${name}.default`)], ...values.map(value => [value, t(`config.${name}.${value}`)])];
  const races = event.races.map(race => [race.raceId, raceLabel(race)]);
  if (config.activeRaceId && !event.races.some(({ raceId }) => raceId === config.activeRaceId)) {
    races.unshift([config.activeRaceId, config.activeRaceId]);
  }
  const minutes = [...new Set([...PROTEST_MINUTES, ...config.protestMinutes ? [config.protestMinutes] : []])].sort((a, b) => a - b);
  return h(Card, { name: 'settings', title: t('config.title') },
    h(Select, { name: 'mergeStrategy', label: t('config.mergeStrategy'), value: config.mergeStrategy ?? '', hint: t(`config.mergeStrategy.about.${config.mergeStrategy ?? 'default'}`),
      options: choice('mergeStrategy', ['tcp', 'xml', 'latest']), disabled: fixed,
      onPick: value => configure({ mergeStrategy: value || null }) }),
    h(Select, { name: 'displayMode', label: t('config.displayMode'), value: config.displayMode ?? '', disabled: fixed, hint: t(`config.displayMode.about.${config.displayMode ?? 'detailed'}`),
      options: choice('displayMode', ['simple', 'detailed']), onPick: value => configure({ displayMode: value || null }) }),
    h(Select, { name: 'showOnCourse', label: t('config.showOnCourse'), value: String(config.showOnCourse ?? ''), disabled: fixed,
      options: choice('showOnCourse', ['true', 'false']), onPick: value => configure({ showOnCourse: FROM_TEXT[value] }) }),
    h(Select, { name: 'activeRaceId', label: t('config.activeRaceId'), value: config.activeRaceId ?? '', disabled: fixed,
      options: [['', t('config.activeRaceId.default')], ...races], onPick: value => configure({ activeRaceId: value || null }) }),
    h(Select, { name: 'protestMinutes', label: t('config.protestMinutes'), value: String(config.protestMinutes ?? ''), disabled: fixed, hint: t('config.protestMinutes.about'),
      options: [['', t('config.protestMinutes.default')], ...minutes.map(n => [String(n), t('config.protestMinutes.some', { n })])],
      onPick: value => configure({ protestMinutes: value === '' ? null : Number(value) }) }),
    h('p', { class: 'hint' }, fixed ? t('config.fixed') : t('config.now')));
}
