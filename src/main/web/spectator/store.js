/** The state of the page: one event's state, its connection, and the route of the address. */
import { eventUrl } from '../client/api.js';
import { LiveConnection } from '../client/liveConnection.js';
import { EMPTY, isRunning, reduce } from '../client/state.js';
import { raceUnderWay } from '../common/underway.js';
import { saveState, loadState, loadItem, saveItem } from './deviceStorage.js';

const SAVE_EVERY_MS = 15000;
const NOT_CONNECTED = { freshness: 'reconnecting', transport: 'none', since: 0 };

class Store {
  constructor() {
    this.state = EMPTY;
    this.link = NOT_CONNECTED;
    this.route = null;
    this.gone = false;
    this.observers = new Set();
    this.onChange = () => {};
    addEventListener('pagehide', () => this.save());
    document.addEventListener('visibilitychange', () => document.hidden && this.save());
    setInterval(() => this.dirty && this.save(), SAVE_EVERY_MS);
  }

  /** Shows another route. Another event or race needs another connection. */
  go(route) {
    this.route = route;
    if (route.event === this.event) {
      this.watch(route.event, this.raceToWatch(this.state));
    } else {
      this.lastOnCourseRace = undefined;
      // Only the service knows which race is under way. Until its first message the race shown last is used.
      const shown = this.follows() && loadItem('shown');
      this.watch(route.event, route.race ?? (shown?.event === route.event ? shown.race : undefined));
    }
    this.onChange();
  }

  /** Whether the page chooses the race, because the address does not name one. */
  follows() {
    const { event, race, board, schedule, view } = this.route;
    return Boolean(event && !race && (board || !schedule && view !== 'riders'));
  }

  /** The race of the address. On an event's own address it is the race under way. Its schedule and its riders have none. */
  raceToWatch(state) {
    return this.follows() ? raceUnderWay(state, this.lastOnCourseRace, Date.now()) : this.route.race;
  }

  watch(event, race) {
    if (event === this.event && race === this.race) return;
    this.save();
    this.connection?.stop();
    this.connection = null;
    const sameEvent = event === this.event;
    Object.assign(this, { event, race, gone: false, received: false, link: NOT_CONNECTED });
    if (race && this.follows()) saveItem('shown', { event, race });
    const last = event && loadState(this.storageName());
    // The state of another race of the event is shown until the first message. Its cursor is not valid for this race.
    if (last) this.state = last.state;
    else this.state = sameEvent ? { ...this.state, cursor: null } : EMPTY;
    if (!event) return;
    const status = this.state.event?.status ?? document.documentElement.dataset.status;
    this.connection = new LiveConnection({
      url: location.origin + eventUrl(event),
      races: race ? [race] : [],
      cursor: last?.state.cursor,
      ended: status === 'official',
      running: () => isRunning(this.state),
      receive: message => this.receive(message),
      report: link => {
        // Until the first message the page is as old as the saved state.
        this.link = link.since && this.received || !last ? link : { ...link, since: last.at };
        this.onChange();
      },
      gone: () => {
        this.gone = true;
        this.onChange();
      },
    });
  }

  receive(message) {
    const before = this.state;
    this.received = true;
    this.state = reduce(before, message);
    this.dirty = true;
    this.observers.forEach(observer => observer(before, this.state));
    const race = this.raceToWatch(this.state);
    if (this.state.oncourse.some(rider => rider.raceId === race)) this.lastOnCourseRace = race;
    if (race !== this.race) queueMicrotask(() => this.watch(this.event, this.raceToWatch(this.state)));
    this.onChange();
  }

  storageName() {
    return `${this.event}/${this.race ?? ''}`;
  }

  save() {
    if (!this.dirty || !this.event || !this.state.event) return;
    this.dirty = false;
    const { results, startlists } = this.state;
    const only = parts => this.race && parts[this.race] ? { [this.race]: parts[this.race] } : {};
    saveState(this.storageName(), { ...this.state, oncourse: [], results: only(results), startlists: only(startlists) });
  }
}

export const store = new Store();
