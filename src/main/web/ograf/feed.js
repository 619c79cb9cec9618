/** The state that a graphic shows: of one event of the service that the graphic came from, as late as its delay says. */
import { EMPTY, watch } from '../client/index.js';
import { DelayLine } from '../common/delayLine.js';
import { raceUnderWay } from '../common/underway.js';

export class Feed {
  state = EMPTY;
  link = { freshness: 'reconnecting' };
  /** The race whose table is received and shown. */
  race = null;
  received = false;
  gone = false;

  /**
   * @param race its race; null to follow the race under way
   * @param delay in milliseconds
   * @param changed is called with this when there is something else to show
   * @param told is called without delay: with true when the service has sent the event, with false when it has none
   */
  constructor({ origin, event, race, delay }, changed, told) {
    Object.assign(this, { origin, event, delay, changed, told, follows: !race });
    this.line = delay ? new DelayLine(delay, show => show()) : { add: show => show(), clear() {} };
    this.connect(race);
  }

  /** The moment that is shown. */
  now() {
    return Date.now() - this.delay;
  }

  connect(race) {
    this.connection?.stop();
    this.watched = race;
    this.line.add(() => Object.assign(this, { race, received: false }));
    let current = true;
    const later = show => current && !this.stopped && this.line.add(() => {
      if (this.stopped) return;
      show();
      this.changed(this);
    });
    const watching = watch({
      origin: this.origin,
      event: this.event,
      races: race ? [race] : [],
      onState: state => {
        this.told(true);
        later(() => Object.assign(this, { state, received: true }));
        const next = this.follows ? this.underWay(state) : race;
        if (next === race) return;
        current = false;
        queueMicrotask(() => this.stopped || this.connect(next));
      },
      onFreshness: link => later(() => Object.assign(this, { link })),
      onGone: () => {
        this.told(false);
        later(() => Object.assign(this, { gone: true }));
      },
    });
    this.connection = watching;
  }

  underWay(state) {
    const race = raceUnderWay(state, this.lastOn, Date.now());
    if (state.oncourse.some(rider => rider.raceId === race)) this.lastOn = race;
    return race;
  }

  stop() {
    this.stopped = true;
    this.connection.stop();
    this.line.clear();
  }
}
