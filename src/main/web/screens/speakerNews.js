/** The sentences of what has happened in a race. */
import { seconds } from '../common/format.js';
import { t } from '../common/i18n.js';
import { className, raceOf } from '../common/names.js';

const result = (total, status) => status ?? seconds(total);

const penaltyText = ({ pen, gate }) => pen === 50 ? t('speaker.news.missed', { gate }) : pen === 2 ? t('speaker.news.touched', { gate }) : t('speaker.news.penalty', { gate, pen });

const TEXTS = {
  penalty: item => `${item.bib} ${item.name}: ${penaltyText(item)}`,
  penaltyLess: item => `${item.bib} ${item.name}: ${t('speaker.news.penaltyLess', { gate: item.gate, was: item.was, pen: item.pen })}`,
  finish: ({ name, total, status, rank }) => rank == null ? `${name}: ${result(total, status)}` : t('speaker.news.finish', { name, rank, result: result(total, status) }),
  corrected: ({ name, total, status, wasTotal, wasStatus, rank }) => t(rank == null ? 'speaker.news.correctedUnranked' : 'speaker.news.corrected', { name, rank, was: result(wasTotal, wasStatus), result: result(total, status) }),
  withdrawn: ({ name }) => t('speaker.news.withdrawn', { name }),
  leads: ({ name, total }) => t('speaker.news.leads', { name, total: seconds(total) }),
  lead: ({ name, from, by, total }) => by == null ? t('speaker.news.leadAlone', { name, from, total: seconds(total) })
    : by === 0 ? t('speaker.news.leadOnOtherRun', { name, from }) : t('speaker.news.lead', { name, from, by: seconds(by) }),
  podium: ({ name, rank, was }) => was == null ? t('speaker.news.podium', { name, rank }) : t('speaker.news.podiumFrom', { name, rank, was }),
  offPodium: ({ name, rank }) => rank == null ? t('speaker.news.offPodiumUnranked', { name }) : t('speaker.news.offPodium', { name, rank }),
  tie: ({ names, total, rank, shared }) => t(shared ? 'speaker.news.tie' : 'speaker.news.tieOnOtherRun', { names: names.join(', '), total: seconds(total), rank }),
};

/** The sentence of an item of newsOf; of another race with the name of its class. */
export function newsText(item, state, raceId) {
  const text = TEXTS[item.kind](item);
  const other = item.raceId && item.raceId !== raceId && raceOf(state, item.raceId);
  return other ? `${className(state, other.classId)}: ${text}` : text;
}
