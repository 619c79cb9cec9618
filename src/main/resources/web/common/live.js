/**
 * One event, live: over a WebSocket, where none gets through by Server-Sent Events, and where not even those by asking
 * again and again. A way counts as working when messages come over it, not when it opens. Says at every moment how
 * fresh the page is.
 */
import { eventUrl, readFull, tagOf } from './api.js';

/** A way that has said nothing at all for so long is no way. The first message is due at once. */
const FIRST_MESSAGE_MS = 8000;
/** While somebody is on the water there is a message every second, and one when the rider is taken off after ten. */
const RIDER_SILENCE_MS = 15000;
/** In a quiet time, one small question shows whether the silence is true. */
const BASELINE_MS = 15000;
const PROBE_MS = 45000;
const PROBE_GRACE_MS = 4000;
const POLL_MS = 10000;
/** How long a worse way is kept before the better ones are tried again. */
const RETRY_BETTER_MS = 300000;
const LONGEST_WAIT_MS = 60000;
const FIRST_WAIT_MS = 2000;
/** Lost for so long, the page is offline rather than reconnecting. */
const OFFLINE_AFTER_MS = 20000;
/** Hidden for so long, a connection may be dead without the browser knowing. */
const SLEEP_MS = 30000;

const WAYS = ['ws', 'sse', 'poll'];

/** Codes after which to come back is no use (specs/close-codes.md). */
const FINAL_CODES = new Set([1000, 1008, 1009]);

export class Live {
  /**
   * @param eventId whose messages
   * @param races whose tables, by id; [] for none
   * @param cursor of the state that is known already, if any
   * @param ended whether the results are known to be official: then they are read once, and nothing is awaited
   * @param running tells whether a rider is on the water, so that messages are due
   * @param receive is given every message, in order
   * @param report is given { freshness, transport, since } when that changes; since: when the page last was fresh
   * @param gone is told once when there is no such event, or none any more
   */
  constructor({ eventId, races, cursor = null, ended = false, running = () => false, receive, report, gone = () => {} }) {
    Object.assign(this, { eventId, races, cursor, ended, running, deliver: receive, report, gone });
    this.way = 0;
    this.tries = 0;
    this.heardAt = null;
    this.lostAt = Date.now();
    this.deaths = [];
    this.link = null;
    this.said = '';
    this.say('reconnecting');
    this.abort = new AbortController();
    const { signal } = this.abort;
    document.addEventListener('visibilitychange', () => this.seen(), { signal });
    addEventListener('pageshow', () => this.wake(), { signal });
    addEventListener('online', () => this.wake(), { signal });
    addEventListener('offline', () => this.sayLost(), { signal });
    this.watchdog = setInterval(() => this.watch(), 1000);
    if (ended) this.finish();
    else this.connect();
  }

  stop() {
    this.stopped = true;
    this.abort.abort();
    clearInterval(this.watchdog);
    clearTimeout(this.retry);
    this.unlink();
  }

  say(freshness, transport = 'none') {
    const since = this.heardAt ?? this.lostAt;
    const said = JSON.stringify([freshness, transport, freshness === 'live' ? 0 : since]);
    if (said === this.said) return;
    this.said = said;
    this.report({ freshness, transport, since });
  }

  sayLost() {
    if (this.over || this.stopped) return;
    const long = Date.now() - this.lostAt > OFFLINE_AFTER_MS && this.failed;
    this.say(long || navigator.onLine === false ? 'offline' : 'reconnecting');
  }

  connect() {
    if (this.stopped || this.over) return;
    clearTimeout(this.retry);
    this.unlink();
    const name = WAYS[this.way];
    const link = this.link = { name, born: Date.now(), heardAt: 0, close() {} };
    if (name === 'ws') this.openSocket(link);
    else if (name === 'sse') this.openStream(link);
    else this.poll(link);
  }

  url(part) {
    const query = new URLSearchParams(this.races.length ? this.races.map(race => ['race', race]) : [['race', '-']]);
    if (this.cursor) query.set('since', this.cursor);
    return `${eventUrl(this.eventId, part)}?${query}`;
  }

  openSocket(link) {
    const socket = new WebSocket(location.origin.replace('http', 'ws') + this.url('ws'));
    link.close = () => socket.close();
    socket.onmessage = ({ data }) => this.hear(link, data);
    socket.onclose = ({ code, reason }) => this.lose(link, { final: FINAL_CODES.has(code), reason });
  }

  openStream(link) {
    const stream = new EventSource(this.url('stream'));
    link.close = () => stream.close();
    stream.onmessage = ({ data }) => this.hear(link, data);
    stream.addEventListener('close', ({ data }) => {
      const { reason, reconnect } = JSON.parse(data);
      stream.close();
      this.lose(link, { final: !reconnect, reason });
    });
    // The browser would come back by itself, at once and for ever.
    stream.onerror = () => {
      stream.close();
      this.lose(link, { final: false });
    };
  }

  async poll(link) {
    let waiting;
    link.close = () => clearTimeout(waiting);
    let last = '';
    const turn = async () => {
      try {
        const message = await readFull(this.eventId, this.races);
        if (link !== this.link) return;
        const text = JSON.stringify(message.data);
        this.hear(link, text === last ? null : JSON.stringify(message));
        last = text;
      } catch (failure) {
        if (link !== this.link) return;
        if (failure.status === 404) this.vanish();
        else this.lose(link, { final: false });
        return;
      }
      if (Date.now() - link.born > RETRY_BETTER_MS) this.startOver();
      else if (link === this.link) waiting = setTimeout(turn, POLL_MS);
    };
    turn();
  }

  hear(link, text) {
    if (link !== this.link || this.stopped) return;
    this.heardAt = link.heardAt = Date.now();
    this.tries = 0;
    this.failed = false;
    this.baseline = null;
    if (text !== null) this.receive(JSON.parse(text));
    if (!this.over) this.say(this.ended ? 'official' : 'live', link.name);
  }

  receive(message) {
    if (message.cursor) this.cursor = message.cursor;
    if (message.type === 'refresh') {
      this.readAll().catch(() => this.lose(this.link, { final: false }));
      return;
    }
    const status = message.data?.status ?? message.data?.event?.status;
    if (status) this.ended = status === 'official';
    this.deliver(message);
    if (this.ended && WAYS[this.way] === 'poll') this.end();
  }

  /** Takes all from REST; what a connection says meanwhile is newer, so then once more. */
  async readAll() {
    for (;;) {
      const heard = this.heardAt;
      const message = await readFull(this.eventId, this.races);
      if (this.stopped) return;
      if (heard !== this.heardAt) continue;
      this.receive(message);
      return;
    }
  }

  unlink() {
    const link = this.link;
    this.link = null;
    link?.close();
  }

  lose(link, { final, reason }) {
    if (!link || link !== this.link || this.stopped) return;
    this.unlink();
    this.lostAt = Date.now();
    if (final) {
      this.finish(reason);
      return;
    }
    if (!link.heardAt) this.failed = true;
    this.sayLost();
    // Nothing came over it, twice. A page is not told why; REST tells whether it is the way that is barred.
    if (!link.heardAt && this.tries >= 1) this.inquire();
    this.retry = setTimeout(() => this.connect(), Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.tries));
    this.tries++;
  }

  /** Whether the event is still there for us; then its state, and the next way, since this one does not lead there. */
  async inquire() {
    try {
      await this.readAll();
      if (this.stopped || this.over || this.link?.heardAt) return;
      this.failed = false;
      if (this.ended) {
        this.end();
      } else if (this.way < WAYS.length - 1) {
        this.way++;
        this.tries = 0;
        this.connect();
      }
    } catch (failure) {
      if (failure.status === 404) this.vanish();
    }
  }

  /** Nothing more will come: the last word is REST's. */
  async finish() {
    for (let tries = 0; !this.stopped; tries++) {
      try {
        this.heardAt = null;
        await this.readAll();
        if (this.ended) this.end();
        else {
          this.way = WAYS.length - 1;
          this.connect();
        }
        return;
      } catch (failure) {
        if (failure.status === 404) {
          this.vanish();
          return;
        }
        this.failed = true;
        this.sayLost();
        await new Promise(resolve => setTimeout(resolve, Math.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries)));
      }
    }
  }

  end() {
    this.over = true;
    clearTimeout(this.retry);
    this.unlink();
    this.heardAt = Date.now();
    this.say('official');
  }

  vanish() {
    if (this.over) return;
    this.over = true;
    clearTimeout(this.retry);
    this.unlink();
    this.say('offline');
    this.gone();
  }

  /** From the best way down again. */
  startOver() {
    this.way = 0;
    this.tries = 0;
    this.deaths = [];
    this.connect();
  }

  /** The connection may say what it likes, it is mute. */
  bury(link, barred) {
    this.lostAt = Date.now();
    this.deaths = this.deaths.filter(at => at > Date.now() - 120000).concat(Date.now());
    if ((barred || this.deaths.length > 1) && this.way < WAYS.length - 1) {
      this.way++;
      this.deaths = [];
    }
    this.unlink();
    this.sayLost();
    this.connect();
  }

  watch() {
    const { link } = this;
    if (this.over || this.stopped) return;
    if (!link) {
      this.sayLost();
      return;
    }
    const now = Date.now();
    const silence = now - Math.max(link.born, link.heardAt);
    if (!link.heardAt) {
      if (silence > FIRST_MESSAGE_MS && link.name !== 'poll') this.bury(link, true);
      else this.sayLost();
    } else if (link.name !== 'poll' && !document.hidden) {
      if (silence > RIDER_SILENCE_MS && this.running()) this.bury(link, false);
      else if (silence > BASELINE_MS && now >= (this.nextProbe ?? 0)) this.probe(link);
    }
  }

  /** Compares what the service has with what it had when the silence began. */
  async probe(link) {
    this.nextProbe = Date.now() + PROBE_MS;
    const before = this.baseline;
    const url = this.races.length ? eventUrl(this.eventId, 'results', this.races[0]) : eventUrl(this.eventId);
    try {
      const tag = await tagOf(url);
      if (link !== this.link || (before ?? null) !== (this.baseline ?? null)) return;
      this.baseline = tag;
      if (!before || before === tag) {
        this.say(this.ended ? 'official' : 'live', link.name);
        return;
      }
      await new Promise(resolve => setTimeout(resolve, PROBE_GRACE_MS));
      if (link === this.link && this.baseline === tag) this.bury(link, true);
    } catch (failure) {
      if (link !== this.link || this.baseline !== before) return;
      if (failure.status === 404) {
        this.vanish();
        return;
      }
      this.nextProbe = Date.now() + PROBE_GRACE_MS;
      this.lostAt = Math.max(this.lostAt, this.heardAt);
      this.say('reconnecting', link.name);
    }
  }

  seen() {
    if (document.hidden) this.hiddenAt = Date.now();
    else this.wake();
  }

  /** The phone woke up, or the network came back. */
  wake() {
    if (this.over || this.stopped) return;
    const slept = this.hiddenAt && Date.now() - this.hiddenAt > SLEEP_MS;
    this.hiddenAt = null;
    if (this.link?.heardAt && !slept) return;
    if (this.link && !slept && Date.now() - this.link.born < FIRST_MESSAGE_MS) return;
    this.startOver();
  }
}
