/** What a rider has done before at the same event: the result in the class's last race on an earlier day. Pure. */
import { countedTotal, joined, seconds, weekdayAndDate } from '../common/format.js';
import { t } from '../common/i18n.js';
import { byTime, dayOf } from '../common/underway.js';

/** The class's last race on an earlier day: its table counts both runs if there were two. Undefined if there is none. */
export const earlierRace = (races, race) => races
  .filter(one => one.classId === race.classId && dayOf(one) && dayOf(one) < dayOf(race)).sort(byTime).pop();

/** A rider's result in an earlier race, with its day; '' if the rider has none. */
export function earlierResult({ race, rows }, athleteId) {
  const row = athleteId && rows.get(athleteId);
  if (!row) return '';
  const day = weekdayAndDate(race.startTime);
  return row.rnk != null ? t('speaker.earlier', { day, rank: row.rnk, total: seconds(countedTotal(row)) }) : row.status ? joined(' ', day, row.status) : '';
}
