/** What is on screen comes from here: one event's state, its connection, the address, the favourites. */
import { Live } from '../common/live.js';
import { EMPTY, reduce } from '../common/state.js';
import { raceUnderWay } from '../common/underway.js';
import { keepState, lastState, recall, remember } from './memory.js';

const KEEP_EVERY_MS = 15000;
const OFF = { freshness: 'reconnecting', transport: 'none', since: 0 };

class Store {
  constructor() {
    this.state = EMPTY;
    this.link = OFF;
    this.route = null;
    this.gone = false;
    this.observers = new Set();
    this.onChange = () => {};
    addEventListener('pagehide', () => this.keep());
    document.addEventListener('visibilitychange', () => document.hidden && this.keep());
    setInterval(() => this.dirty && this.keep(), KEEP_EVERY_MS);
  }

  /** Goes where an address leads: another event or race is another connection. */
  go(route) {
    this.route = route;
    if (route.event === this.event) {
      this.watch(route.event, this.raceToWatch(this.state));
    } else {
      this.lastOn = undefined;
      // Which race is under way only the service can tell; until it does, the one shown last will do.
      const shown = this.follows() && recall('shown');
      this.watch(route.event, route.race ?? (shown?.event === route.event ? shown.race : undefined));
    }
    this.onChange();
  }

  /** Whether the address leaves it open which race is shown. */
  follows() {
    const { event, race, board, schedule } = this.route;
    return Boolean(event && !race && (board || !schedule));
  }

  /** The race of the address; on an event's own address the one under way; on its schedule none. */
  raceToWatch(state) {
    return this.follows() ? raceUnderWay(state, this.lastOn, Date.now()) : this.route.race;
  }

  watch(event, race) {
    if (event === this.event && race === this.race) return;
    this.keep();
    this.live?.stop();
    this.live = null;
    const sameEvent = event === this.event;
    Object.assign(this, { event, race, gone: false, heard: false, link: OFF });
    if (race && this.follows()) remember('shown', { event, race });
    const last = event && lastState(this.name());
    // The old state's structure will do until the new one's is here, but its place in the stream will not.
    if (last) this.state = last.state;
    else this.state = sameEvent ? { ...this.state, cursor: null } : EMPTY;
    if (!event) return;
    const status = this.state.event?.status ?? document.documentElement.dataset.status;
    this.live = new Live({
      eventId: event,
      races: race ? [race] : [],
      cursor: last?.state.cursor,
      ended: status === 'official',
      running: () => this.state.oncourse.some(rider => rider.dtStart != null && rider.dtFinish == null),
      receive: message => this.receive(message),
      report: link => {
        // What a kept state is as fresh as, only the store knows.
        this.link = link.since && this.heard || !last ? link : { ...link, since: last.at };
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
    this.heard = true;
    this.state = reduce(before, message);
    this.dirty = true;
    this.observers.forEach(observer => observer(before, this.state));
    const race = this.raceToWatch(this.state);
    if (this.state.oncourse.some(rider => rider.raceId === race)) this.lastOn = race;
    if (race !== this.race) queueMicrotask(() => this.watch(this.event, this.raceToWatch(this.state)));
    this.onChange();
  }

  name() {
    return `${this.event}/${this.race ?? ''}`;
  }

  keep() {
    if (!this.dirty || !this.event || !this.state.event) return;
    this.dirty = false;
    const { results, startlists } = this.state;
    const only = parts => this.race && parts[this.race] ? { [this.race]: parts[this.race] } : {};
    keepState(this.name(), { ...this.state, oncourse: [], results: only(results), startlists: only(startlists) });
  }
}

export const store = new Store();
