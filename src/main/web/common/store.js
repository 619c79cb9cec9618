/**
 * The state that a page shows: one event's state, its connection, and the route of the address. With a broadcast delay the
 * page shows what was received that long ago; the connection always follows the present.
 */
import { eventUrl } from '../client/api.js';
import { LiveConnection } from '../client/liveConnection.js';
import { EMPTY, isRunning, reduce } from '../client/state.js';
import { delayMillis } from './clock.js';
import { saveState, loadState, loadItem, saveItem } from './deviceStorage.js';
import { raceUnderWay } from './underway.js';

const SAVE_EVERY_MS = 15000;
const NOT_CONNECTED = { freshness: 'reconnecting', transport: 'none', since: 0 };
const NO_DELAY = { add: show => show(), clear() {} };

class Store {
  constructor() {
    this.state = EMPTY;
    this.link = NOT_CONNECTED;
    this.route = null;
    this.gone = false;
    this.observers = new Set();
    this.onChange = () => {};
    this.line = NO_DELAY;
    /** What a page with a delay goes on with after a reload; see keptDelay.js. */
    this.kept = () => null;
    /** What is received: the newest state, the event and the race of the connection, the race whose riders were last seen. */
    this.head = { state: EMPTY };
    addEventListener('pagehide', () => this.save());
    document.addEventListener('visibilitychange', () => document.hidden && this.save());
    setInterval(() => this.dirty && this.save(), SAVE_EVERY_MS);
  }

  /** Shows another route. Another event or race needs another connection. */
  go(route) {
    const { head } = this;
    this.route = route;
    if (route.event === head.event) {
      this.watch(route.event, this.raceToWatch());
    } else {
      head.lastOn = this.lastOnCourseRace = undefined;
      // Only the service knows which race is under way. Until its first message the race shown last is used.
      const shown = route.follows && loadItem('shown');
      this.watch(route.event, route.race ?? (shown?.event === route.event ? shown.race : undefined));
    }
    this.onChange();
  }

  /** The race of the address, or the race under way if the route follows it. */
  raceToWatch() {
    const { state, lastOn } = this.head;
    return this.route.follows ? raceUnderWay(state, lastOn, Date.now()) : this.route.race;
  }

  /** @param following whether another race is under way; if the reader chose it, it is shown without delay */
  watch(event, race, following) {
    const { head } = this;
    if (event === head.event && race === head.race) return;
    this.save();
    this.connection?.stop();
    this.connection = null;
    const sameEvent = event === head.event;
    if (race && this.route.follows) saveItem('shown', { event, race });
    const last = !event ? null : delayMillis() ? this.kept(event, race) : loadState(storageName(event, race));
    // The state of another race of the event is shown until the first message. Its cursor is not valid for this race.
    const initial = state => last ? last.state : sameEvent ? { ...state, cursor: null } : EMPTY;
    Object.assign(head, { event, race, state: initial(head.state) });
    const show = () => Object.assign(this, { event, race, state: initial(this.state), gone: false, received: false, link: last?.link ?? NOT_CONNECTED });
    if (following) {
      this.line.add(show);
    } else {
      this.line.clear();
      show();
    }
    if (!event) return;
    last?.waiting?.forEach(({ message, at }) => this.receive(message, at));
    const status = head.state.event?.status ?? document.documentElement.dataset.status;
    this.connection = new LiveConnection({
      url: location.origin + eventUrl(event),
      races: race ? [race] : [],
      cursor: last && head.state.cursor,
      ended: status === 'official',
      running: () => isRunning(head.state),
      receive: message => this.receive(message),
      report: link => this.line.add(() => {
        // Until the first message the page is as old as the saved state.
        this.link = link.since && this.received || !last ? link : { ...link, since: last.at };
        this.onChange();
      }),
      gone: () => this.line.add(() => {
        this.gone = true;
        this.onChange();
      }),
    });
  }

  /** @param at when it was received, if that was before a reload */
  receive(message, at) {
    const { head } = this;
    const state = head.state = reduce(head.state, message);
    const race = this.raceToWatch();
    if (state.oncourse.some(rider => rider.raceId === race)) head.lastOn = race;
    const { lastOn } = head;
    this.line.add(Object.assign(() => this.show(state, lastOn), { message }), at);
    if (race !== head.race) queueMicrotask(() => this.watch(head.event, this.raceToWatch(), true));
  }

  show(state, lastOn) {
    const before = this.state;
    this.received = true;
    this.state = state;
    this.lastOnCourseRace = lastOn;
    this.dirty = !delayMillis();
    this.observers.forEach(observer => observer(before, state));
    this.onChange();
  }

  save() {
    if (!this.dirty || !this.event || !this.state.event) return;
    this.dirty = false;
    const { results, startlists } = this.state;
    const only = parts => this.race && parts[this.race] ? { [this.race]: parts[this.race] } : {};
    saveState(storageName(this.event, this.race), { ...this.state, oncourse: [], results: only(results), startlists: only(startlists) });
  }
}

const storageName = (event, race) => `${event}/${race ?? ''}`;

export const store = new Store();
