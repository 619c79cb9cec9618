/** What classes and races are called. */
import { joined, shortDay } from './format.js';
import { t } from './i18n.js';

export const className = (state, classId) => {
  const found = state.classes.find(one => one.classId === classId);
  return found?.longTitle || found?.name || classId;
};

export const raceType = race => t('raceType.' + race.raceType);

export const raceName = (state, race) => `${className(state, race.classId)}, ${raceType(race)}`;

/** The day of a race and its name within its class: "Sat, Apr 6 · 2nd run". */
export const runName = race => joined(' · ', shortDay(race.startTime), raceType(race));

export const raceOf = (state, raceId) => state.races.find(race => race.raceId === raceId);
