/**
 * Types of gatecast-client. Messages and rows are those of the service's asyncapi.yaml and openapi.yaml; a test compares each
 * field. The service may add fields, and never renames one. Times and penalties are whole hundredths of a second.
 */

/** A draft is not public. */
export type EventStatus = 'startlist' | 'running' | 'finished' | 'official';

export type RaceType = 'best-run-1' | 'best-run-2' | 'team-run' | 'single-run' | 'qualification' | 'semifinal' | 'final'
  | 'cross-trial' | 'cross-heat' | 'cross-semifinal' | 'cross-final' | 'cross-extra' | 'unknown';

export interface Event {
  eventId: string;
  mainTitle: string;
  subTitle: string | null;
  location: string | null;
  facility: string | null;
  startDate: string | null;
  endDate: string | null;
  discipline: string | null;
  status: EventStatus;
  /** Path of the image on the service. */
  imageUrl: string | null;
  /** The race that the organiser wants to be shown first. */
  activeRaceId?: string;
  displayMode?: 'simple' | 'detailed';
  /** `false`: the organiser asks pages not to show the riders on course. */
  showOnCourse?: boolean;
}

export interface Category {
  catId: string;
  name: string | null;
  firstYear: number | null;
  lastYear: number | null;
}

export interface CategoryOfClasses extends Category {
  classIds: string[];
}

export interface Class {
  classId: string;
  name: string | null;
  longTitle: string | null;
  categories: Category[];
}

export interface Race {
  raceId: string;
  classId: string;
  raceType: RaceType;
  raceOrder: number | null;
  /** As the timing system writes it; without a zone it is the venue's time of day. */
  startTime: string | null;
  /** The timing system's number: 3 is running, 4 provisional, 5 official, 6 revised, 7 cancelled. */
  raceStatus: number | null;
  /** Until when protests may be made; only of a provisional race with a protest time. */
  protestUntil?: string;
  officialAt?: string;
  /** As the organiser wrote it, such as "sunny, 18 °C, water 12 m³/s". */
  weather?: string;
  customTitle: string | null;
  /** The course in order: downstream, upstream, or not described. */
  gates: ('N' | 'R' | null)[] | null;
}

/** A rider on course now. */
export interface OnCourseEntry {
  raceId: string;
  bib: number | null;
  name: string | null;
  club: string | null;
  position: number | null;
  /** Seconds of penalty; `null` for a gate that is not passed yet. */
  gates: (number | null)[] | null;
  completed: boolean;
  dtStart: string | null;
  dtFinish: string | null;
  time: number | null;
  pen: number | null;
  total: number | null;
  rank: number | null;
  ttbDiff: string | null;
  ttbName: string | null;
  tvClock?: 'odd' | 'even';
}

/** A row of the table of a race with one run. */
export interface ResultRow {
  rnk: number | null;
  bib: number | null;
  athleteId: string | null;
  name: string;
  club: string | null;
  noc: string | null;
  catId: string | null;
  catRnk: number | null;
  time: number | null;
  pen: number | null;
  total: number | null;
  /** Seconds behind the leader: `"0.00"`, `"+1.23"`. */
  totalBehind: string | null;
  catTotalBehind: string | null;
  /** DNS, DNF, DSQ and the like. */
  status: string | null;
  underInvestigation?: true;
  heatNr?: number;
  members?: string[];
}

/** A row of the combined table of two runs, of which the better counts. */
export interface BestRunRow extends ResultRow {
  betterRunNr: 1 | 2 | null;
  totalTotal: number | null;
  prevTime: number | null;
  prevPen: number | null;
  prevTotal: number | null;
  prevRnk: number | null;
  prevStatus: string | null;
  currStatus: string | null;
  prevUnderInvestigation?: true;
  currUnderInvestigation?: true;
}

export interface StartRow {
  startOrder: number | null;
  bib: number | null;
  athleteId: string | null;
  name: string;
  club: string | null;
  noc: string | null;
  catId: string | null;
  startTime: string | null;
}

/** The whole event. Tables and start lists are those of the races that were asked for. */
export interface FullData {
  event: Event;
  classes: Class[];
  races: Race[];
  categories: CategoryOfClasses[];
  oncourse: OnCourseEntry[];
  results?: Record<string, (ResultRow | BestRunRow)[]>;
  startlists?: Record<string, StartRow[]>;
}

/** `cursor` is null if the message was read over REST. */
export interface FullMessage {
  type: 'full';
  cursor: string | null;
  data: FullData;
}

/** The changed rows of one table. */
export interface ResultsDiff {
  type: 'diff';
  cursor: string;
  data: { raceId: string; results: (ResultRow | BestRunRow)[] };
}

/** All riders on course. */
export interface OnCourseDiff {
  type: 'diff';
  cursor: string;
  data: { oncourse: OnCourseEntry[] };
}

export interface StatusDiff {
  type: 'diff';
  cursor: string;
  data: { status: EventStatus };
}

/** `refresh` is not among them: the client reads what has changed, and delivers a `full`. */
export type Message = FullMessage | ResultsDiff | OnCourseDiff | StatusDiff;

/** What the messages so far make of the event. Never changed: a message makes a new one, with the same objects where nothing changed. */
export interface State {
  /** `null` before the first `full`, in `EMPTY`. */
  event: Event | null;
  classes: Class[];
  races: Race[];
  categories: CategoryOfClasses[];
  oncourse: OnCourseEntry[];
  /** Tables by race id, in rank order. */
  results: Record<string, (ResultRow | BestRunRow)[]>;
  /** Start lists by race id, in start order. */
  startlists: Record<string, StartRow[]>;
  cursor: string | null;
}

export interface Freshness {
  /** `official`: the results are final, and nothing more will come. */
  freshness: 'live' | 'reconnecting' | 'offline' | 'official';
  transport: 'ws' | 'sse' | 'poll' | 'none';
  /** When something was last received, or the connection was lost, in milliseconds since 1970. */
  since: number;
}

export interface WatchOptions {
  /** Scheme, host and port of the service. The default is the page's own; in Node.js there is none. */
  origin?: string;
  /** Id of the event. */
  event: string;
  /** Ids of the races whose tables and start lists are received. None by default. */
  races?: readonly string[];
  /** A state from before, of the same event and races: only what was missed since is received, if the service still knows it. */
  state?: State;
  /** A cursor from before, for those who keep their own state. The default is that of `state`. */
  since?: string | null;
  /** Called after each message, once there is a state. */
  onState?(state: State, before: State): void;
  /** Called with each message, in order. */
  onMessage?(message: Message): void;
  /** Called when it changes how fresh the state is. */
  onFreshness?(freshness: Freshness): void;
  /** Called once if there is no such event, or not any more. */
  onGone?(): void;
}

export interface Watch {
  /** Ends it. Nothing is called after that. */
  stop(): void;
  /** The newest state; `null` before the first one. */
  readonly state: State | null;
  /** The newest cursor; `null` before the first one. */
  readonly cursor: string | null;
}

/**
 * Receives the messages of an event and keeps its state, until it is stopped. Reconnects by itself with the last cursor, and
 * uses Server-Sent Events, or else polling, where WebSocket does not work.
 *
 * @throws TypeError if `event` is missing or `origin` is not an address
 */
export function watch(options: WatchOptions): Watch;

/** The state before the first message. */
export const EMPTY: State;

/** The state after a message. Pure. A message of an unknown type changes nothing. */
export function reduce(state: State, message: Message): State;

/** The key of a row in its table: its bib, or else its athlete's id. */
export function rowKey(row: ResultRow | StartRow): number | string | null;

/** The key of a rider on course. */
export function riderKey(entry: OnCourseEntry): string;
