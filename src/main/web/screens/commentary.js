/**
 * What there is to say of a race: what a message changed (finishes, the lead, the podium, equal totals, penalties), and what
 * a rider needs. Pure. The ranks are those of the tables, so the rules are those of specs/merge.md and common/ranking.js.
 */
import { countedTotal, runs } from '../common/format.js';
import { tableOf } from '../common/ranking.js';
import { riderKey, ridersShown, rowKey } from '../client/state.js';

const PODIUM = 3;

/** Races in which the timing system gives the order: totals say nothing about the lead. */
const GIVEN_ORDER = ['cross-heat', 'cross-semifinal', 'cross-final', 'cross-extra'];

/** Whether the riders of a race are ranked by their totals. */
export const isRankedByTotal = race => !GIVEN_ORDER.includes(race.raceType);

/** The run of a row of the race's table that belongs to the race: of combined rows, the second. */
export const runOf = (race, row) => race.raceType === 'best-run-2' && row.totalTotal !== undefined ? runs(row)[1] : row;

export const hasResult = run => run.total != null || run.status != null;

const isRanked = row => row.rnk != null && countedTotal(row) != null;

/** The penalties of a rider on course, gate by gate in seconds; null is a gate that is not passed. */
export const gatePenalties = entry => (entry.gates ?? []).map(gate => gate?.penalty !== undefined ? gate.penalty : gate);

const who = ({ bib, name }) => ({ bib, name });

/**
 * What a rider needs, given the other riders' totals.
 *
 * @param rows of the race's table
 * @param key of the rider's row; without one, for a rider who has no row
 * @returns for the lead and for the podium { under, held }: a total under this takes it, null if every result does; held means
 *   that the rider has it already
 */
export function needsOf(rows, key) {
  const others = rows.filter(row => isRanked(row) && rowKey(row) !== key).map(countedTotal).sort((a, b) => a - b);
  const own = rows.find(row => rowKey(row) === key);
  const need = place => ({ under: others[place - 1] ?? null, held: own?.rnk != null && own.rnk <= place });
  return { lead: need(1), podium: need(PODIUM) };
}

/**
 * What is new in a state, in the order in which it is told. Each item has a kind, and bib and name of its rider:
 *
 * penalty, penaltyLess { raceId, gate, pen, was } in seconds: at a gate, of a rider on course
 * clock { raceId, entry }: a rider has finished, by the clock
 * finish { total, status, rank, was, gap }: a run has a result; was is the rank before
 * corrected { total, status, wasTotal, wasStatus, rank }, withdrawn: of a result that was there
 * leads { total }: the first result; lead { total, from, by }: a new leader, by is null if the one before has no rank any more
 * podium { total, rank, was }: a rider has moved up to or on the podium; offPodium { rank }
 * tie { total, names, rank, shared }: equal totals; not shared if the other run decides
 *
 * @param before, after states of an event
 */
export function newsOf(before, after, raceId) {
  const race = after.races.find(one => one.raceId === raceId);
  const [older, newer] = [tableOf(before, raceId), tableOf(after, raceId)];
  return [
    ...courseNews(ridersShown(before), ridersShown(after)),
    ...race && older && newer && older !== newer ? tableNews(race, older, newer, onCourseOf(raceId, before, after)) : [],
  ];
}

/** The riders of a race who are on course or have just finished, by bib. */
const onCourseOf = (raceId, ...states) => new Map(states.flatMap(ridersShown).filter(entry => entry.raceId === raceId).map(entry => [entry.bib, entry]));

function courseNews(before, after) {
  const known = new Map(before.map(entry => [riderKey(entry), entry]));
  return after.flatMap(entry => {
    const last = known.get(riderKey(entry));
    if (last === entry) return [];
    const penalties = last ? gatePenalties(last) : [];
    const gates = gatePenalties(entry).flatMap((pen, i) => {
      const [is, was] = [pen ?? 0, penalties[i] ?? 0];
      return is === was ? [] : [{ kind: is > was ? 'penalty' : 'penaltyLess', ...who(entry), raceId: entry.raceId, gate: i + 1, pen: is, was }];
    });
    const finished = entry.dtFinish != null && last?.dtFinish == null;
    return finished ? [...gates, { kind: 'clock', ...who(entry), raceId: entry.raceId, entry }] : gates;
  });
}

function tableNews(race, older, newer, onCourse) {
  const known = new Map(older.map(row => [rowKey(row), row]));
  const changed = newer.filter(row => known.get(rowKey(row)) !== row);
  const results = changed.flatMap(row => resultNews(race, known.get(rowKey(row)), row, onCourse.get(row.bib)));
  if (!isRankedByTotal(race)) return results;
  return [...results, ...leadNews(older, newer), ...tieNews(known, changed, newer)];
}

const NO_ROW = { total: null, status: null, rnk: null };

/** @param entry of the rider on course, if there is one: a run that replaces another one is a finish, too, and no correction */
function resultNews(race, last = NO_ROW, row, entry) {
  const [was, is] = [runOf(race, last), runOf(race, row)];
  const about = { ...who(row), total: is.total, status: is.status, rank: row.rnk };
  if (is.total === was.total && is.status === was.status) return [];
  if (!hasResult(is)) return [{ kind: 'withdrawn', ...who(row) }];
  const isRerun = entry && (entry.dtFinish == null || is.total != null && entry.total === is.total);
  if (!hasResult(was) || isRerun) return [{ kind: 'finish', ...about, was: last.rnk, gap: row.totalBehind }];
  return [{ kind: 'corrected', ...about, wasTotal: was.total, wasStatus: was.status }];
}

function leadNews(older, newer) {
  const rankBefore = new Map(older.filter(isRanked).map(row => [rowKey(row), row.rnk]));
  const rankNow = new Map(newer.filter(isRanked).map(row => [rowKey(row), row.rnk]));
  const leaders = newer.filter(row => isRanked(row) && row.rnk === 1);
  const keeps = leaders.some(row => rankBefore.get(rowKey(row)) === 1);
  const led = older.find(row => rankBefore.get(rowKey(row)) === 1);
  const lead = keeps ? [] : leaders.map(row => {
    const total = countedTotal(row);
    if (!led) return { kind: 'leads', ...who(row), total };
    const from = newer.find(one => rowKey(one) === rowKey(led));
    return { kind: 'lead', ...who(row), total, from: led.name, by: from && isRanked(from) ? countedTotal(from) - total : null };
  });
  // While fewer than three have results, everyone who finishes is among the first three.
  if (rankBefore.size < PODIUM) return lead;
  const isNew = row => rankNow.get(rowKey(row)) <= PODIUM && !(rankBefore.get(rowKey(row)) <= rankNow.get(rowKey(row)));
  const told = new Set(lead.map(item => item.bib));
  const podium = newer.filter(row => isNew(row) && !told.has(row.bib))
    .map(row => ({ kind: 'podium', ...who(row), total: countedTotal(row), rank: row.rnk, was: rankBefore.get(rowKey(row)) ?? null }));
  const off = newer.filter(row => rankBefore.get(rowKey(row)) <= PODIUM && !(rankNow.get(rowKey(row)) <= PODIUM))
    .map(row => ({ kind: 'offPodium', ...who(row), rank: row.rnk }));
  return [...off, ...podium, ...lead];
}

/** Equal totals that were not equal before. */
function tieNews(known, changed, newer) {
  const totalBefore = row => {
    const last = known.get(rowKey(row));
    return last && isRanked(last) ? countedTotal(last) : null;
  };
  const totals = new Set(changed.filter(row => isRanked(row) && totalBefore(row) !== countedTotal(row)).map(countedTotal));
  return [...totals].flatMap(total => {
    const equal = newer.filter(row => isRanked(row) && countedTotal(row) === total);
    if (equal.length < 2) return [];
    const [{ rnk }] = equal;
    return [{ kind: 'tie', ...who(equal[0]), names: equal.map(row => row.name), total, rank: rnk, shared: equal.every(row => row.rnk === rnk) }];
  });
}

const SECONDS = [3600, 60, 1];

/** A time of day in seconds, for comparing: of "10:35:11.325", with or without a date. */
const timeOfDay = text => (/(?:^|T)(\d{1,2}):(\d\d):(\d\d(?:\.\d+)?)/.exec(text)?.slice(1) ?? []).reduce((sum, part, i) => sum + part * SECONDS[i], 0);

/**
 * The keys of the riders who have finished, the latest first, by their finish times.
 *
 * @param details rows with clocks and gates, as REST sends them
 */
export function finishers(race, details) {
  const finishOf = row => {
    const [first, second] = race.raceType.startsWith('best-run') ? runs(row) : [row, row];
    if (!hasResult(race.raceType === 'best-run-1' ? first : second)) return null;
    return race.raceType === 'best-run-1' && row.prevDtFinish ? row.prevDtFinish : row.dtFinish;
  };
  return details.filter(finishOf).sort((a, b) => timeOfDay(finishOf(b)) - timeOfDay(finishOf(a))).map(rowKey);
}
