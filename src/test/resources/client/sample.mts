/** Uses every exported name of gatecast-client. ClientInNodeIT compiles it. */
import {
  EMPTY, reduce, riderKey, rowKey, watch,
  type BestRunRow, type Category, type CategoryOfClasses, type Class, type Event, type EventStatus, type Freshness,
  type FullData, type FullMessage, type Message, type OnCourseDiff, type OnCourseEntry, type Race, type RaceType,
  type ResultRow, type ResultsDiff, type StartRow, type State, type StatusDiff, type Watch, type WatchOptions,
} from 'gatecast-client';

const seen: string[] = [];
const kept: State = JSON.parse(JSON.stringify(EMPTY));
const options: WatchOptions = {
  origin: 'http://localhost:8080', event: 'demo', races: ['K1M_ST_BR1_6'] as const, state: kept, since: kept.cursor,
  onState(state, before) {
    if (state.event === before.event) return;
    const rows = Object.values(state.results).flat();
    seen.push(...rows.map(row => `${rowKey(row)} ${row.name} ${total(row)}`), ...state.oncourse.map(riderKey));
  },
  onMessage: message => seen.push(told(message)),
  onFreshness: ({ freshness, transport, since }: Freshness) =>
    seen.push(`${freshness === 'official' ? 'the end' : freshness} ${transport} ${new Date(since).toISOString()}`),
  onGone() {},
};
const watching: Watch = watch(options);
const resumed: { state: State | null; cursor: string | null } = watching;
watching.stop();

/** Whether a row is of two runs can be seen by its fields. */
function total(row: ResultRow | BestRunRow): number | null {
  return 'totalTotal' in row ? row.totalTotal : row.total;
}

/** A message is known by its type and by what its data have. */
function told(message: Message): string {
  if (message.type === 'full') return full(message);
  if ('results' in message.data) return results(message.data);
  if ('oncourse' in message.data) return onCourse(message.data);
  return status(message.data);
}

const full = ({ cursor, data }: FullMessage): string => `${cursor} ${whole(data)}`;
const results = (data: ResultsDiff['data']): string => `${data.raceId} ${data.results.length}`;
const onCourse = (data: OnCourseDiff['data']): string => data.oncourse.map(gates).join();
const status = (data: StatusDiff['data']): EventStatus => data.status;

function whole({ event, classes, races, categories, startlists }: FullData): string {
  const title = (one: Event): string => one.imageUrl ?? one.mainTitle;
  const ages = (one: Category): string => `${one.firstYear}-${one.lastYear}`;
  const named = (one: Class): string => one.longTitle + one.categories.map(ages).join();
  const ofClasses = (one: CategoryOfClasses): string => ages(one) + one.classIds.join();
  const types: RaceType[] = races.map((race: Race) => race.raceType);
  const starts = (rows: StartRow[]): string => rows.map(row => `${row.startOrder} ${rowKey(row)}`).join();
  return [title(event), ...classes.map(named), ...categories.map(ofClasses), ...types, ...Object.values(startlists ?? {}).map(starts)].join();
}

function gates(rider: OnCourseEntry): string {
  return (rider.gates ?? []).map(seconds => seconds === null ? '-' : seconds.toFixed()).join();
}

const next: State = reduce(EMPTY, { type: 'diff', cursor: '1', data: { status: 'running' } });
export const shown: string[] = [...seen, `${next.cursor} ${resumed.cursor}`];

// What is wrong must not compile.
// @ts-expect-error The event is missing.
watch({ origin: 'http://localhost:8080' });
// @ts-expect-error A transport cannot be chosen.
watch({ event: 'demo', transport: 'sse' });
// @ts-expect-error A draft is not public.
const draft: EventStatus = 'draft';
// @ts-expect-error There may be no event yet.
shown.push(draft, EMPTY.event.mainTitle);
// @ts-expect-error A cursor cannot be set.
watching.cursor = '1';
