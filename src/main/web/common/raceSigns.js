/** The signs of races and results. */
import { h } from 'preact';
import { now } from './clock.js';
import { hasText, t } from './i18n.js';
import { isLeftOpen } from './underway.js';
import { ridersShown } from '../client/state.js';

const FINISHED = 4;
const OFFICIAL = 5;

/** The race status to show; null if the timing system's status cannot be right. */
function raceStatus({ races, event }, race) {
  const number = race.raceStatus;
  if (isLeftOpen(races, race, now())) return event.status === 'official' ? OFFICIAL : null;
  if (number !== 3 && number !== FINISHED) return number;
  return event.status === 'official' ? OFFICIAL : number === 3 && event.status === 'finished' ? null : number;
}

/** The status of a race: "on course" while it has riders on course, else the timing system's status, if it has a text. */
export function RaceSign({ state, race }) {
  const onCourse = ridersShown(state).some(rider => rider.raceId === race.raceId);
  const number = onCourse ? 3 : raceStatus(state, race);
  const word = onCourse ? 'race.onCourse' : `raceStatus.${number}`;
  return hasText(word) ? h('span', { class: `at s${number}`, 'data-race-status': race.raceStatus }, t(word)) : null;
}

/** The mark of a result under investigation. */
export const Inquiry = ({ row }) => row.underInvestigation ? h('span', { class: 'inquiry', title: t('inquiry.about') }, t('inquiry')) : null;
