/**
 * Receives the messages of one event: over a WebSocket, else as Server-Sent Events, else by polling. A transport works when
 * messages come over it, not when it opens. Reports how fresh the page is whenever that changes.
 */
import { readFull } from './api.js';
import { Freshness } from './freshness.js';
import { MissedMessages } from './missedMessages.js';
import { retryDelay, TransportChoice } from './transportChoice.js';
import { openPolling, STREAMS } from './transports.js';
import { onWake } from './wake.js';

/** A connection without a message after this time does not work. The service sends the first message at once. */
const FIRST_MESSAGE_MS = 8000;
/** With riders on course there is a message every second, and one when a rider is removed after ten seconds. */
const RIDER_SILENCE_MS = 15000;
/** After this time without a message the page checks whether it missed any. */
const SILENCE_MS = 15000;

export class LiveConnection {
  /**
   * @param url address of the event in the API, with its origin
   * @param races ids of the races whose tables are received; [] for none
   * @param cursor cursor of the state that the page has, if any
   * @param ended whether the results are known to be official; then they are read once
   * @param running tells whether a rider is running, so that messages must come
   * @param receive is called with every message, in order
   * @param report is called with { freshness, transport, since } when that changes; since is when the page last was fresh
   * @param gone is called once if there is no such event, or not any more
   * @param streams the transports that come before polling, by name
   */
  constructor({ url, races, cursor = null, ended = false, running = () => false, receive, report, gone = () => {}, streams = STREAMS }) {
    Object.assign(this, { url, races, cursor, ended, running, deliver: receive, gone, streams });
    this.transports = new TransportChoice([...Object.keys(streams), 'poll']);
    this.freshness = new Freshness(report);
    this.missedMessages = new MissedMessages(races.length ? `${url}/results/${encodeURIComponent(races[0])}` : url);
    this.link = null;
    this.freshness.set('reconnecting');
    this.abort = new AbortController();
    const { signal } = this.abort;
    onWake(slept => this.wake(slept), () => this.setLost(), signal);
    this.watchdog = setInterval(() => this.watch(), 1000);
    if (ended) this.finish();
    else this.connect();
  }

  /** Receives nothing more, and leaves no timer that would keep Node.js running. */
  stop() {
    this.over = true;
    this.abort.abort();
    clearInterval(this.watchdog);
    clearTimeout(this.retry);
    this.closeLink();
  }

  setLost() {
    if (!this.over) this.freshness.setLost();
  }

  /** @param restWorks whether REST responded just now: if this connection fails nevertheless, its transport is blocked */
  connect(restWorks = false) {
    if (this.over) return;
    clearTimeout(this.retry);
    this.closeLink();
    const link = this.link =
      { transport: this.transports.current(), restWorks, openedAt: Date.now(), receivedAt: 0, close() {} };
    const listener = {
      message: text => this.receiveText(link, text),
      closed: close => this.closed(link, close),
      missing: () => this.eventMissing(),
      expired: () => this.startOver(),
    };
    const open = this.streams[link.transport];
    link.close = open ? open(this.address(link.transport), listener) : openPolling(() => readFull(this.url, this.races), listener);
  }

  address(transport) {
    const query = new URLSearchParams(this.races.length ? this.races.map(race => ['race', race]) : [['race', '-']]);
    if (this.cursor) query.set('since', this.cursor);
    return `${this.url}/${transport === 'ws' ? 'ws' : 'stream'}?${query}`;
  }

  receiveText(link, text) {
    if (link !== this.link) return;
    this.freshness.receivedAt = link.receivedAt = Date.now();
    this.freshness.failed = false;
    this.transports.tries = 0;
    this.missedMessages.reset();
    if (text !== null) this.receive(JSON.parse(text));
    if (!this.over) this.freshness.set(this.ended ? 'official' : 'live', link.transport);
  }

  receive(message) {
    if (message.cursor) this.cursor = message.cursor;
    if (message.type === 'refresh') {
      this.readAll().catch(() => this.closed(this.link, { final: false }));
      return;
    }
    const status = message.data?.status ?? message.data?.event?.status;
    if (status) this.ended = status === 'official';
    this.deliver(message);
    if (this.ended && this.transports.current() === 'poll') this.end();
  }

  /** Reads everything by REST. If a message arrives meanwhile, it is newer, so everything is read again. */
  async readAll() {
    for (;;) {
      const before = this.freshness.receivedAt;
      const message = await readFull(this.url, this.races);
      if (this.over) return;
      if (before !== this.freshness.receivedAt) continue;
      this.receive(message);
      return;
    }
  }

  closeLink() {
    const link = this.link;
    this.link = null;
    link?.close();
  }

  closed(link, { final }) {
    if (!link || link !== this.link) return;
    this.closeLink();
    this.freshness.lostAt = Date.now();
    if (final) {
      this.finish();
      return;
    }
    if (!link.receivedAt) this.freshness.failed = true;
    this.setLost();
    if (!link.receivedAt && link.restWorks && this.transports.next()) {
      this.transports.tries = 0;
      this.connect();
      return;
    }
    // Two connections closed without a message. A script does not learn why; REST shows whether the network works.
    if (!link.receivedAt && this.transports.tries >= 1) this.checkTransport();
    this.retry = setTimeout(() => this.connect(), retryDelay(this.transports.tries));
    this.transports.tries++;
  }

  /** Reads everything by REST. If that works, the transport has one more chance: the network may just have returned. */
  async checkTransport() {
    try {
      await this.readAll();
      if (this.over || this.link?.receivedAt) return;
      this.freshness.failed = false;
      if (this.ended) this.end();
      else if (!this.transports.isLast()) this.connect(true);
    } catch (failure) {
      if (failure.status === 404) this.eventMissing();
    }
  }

  /** The service sends no more messages: reads everything by REST, and polls if the results are not official. */
  async finish() {
    for (let tries = 0; !this.over; tries++) {
      try {
        this.freshness.receivedAt = null;
        await this.readAll();
        if (this.ended) {
          this.end();
        } else {
          this.transports.useLast();
          this.connect();
        }
        return;
      } catch (failure) {
        if (failure.status === 404) {
          this.eventMissing();
          return;
        }
        this.freshness.failed = true;
        this.setLost();
        await new Promise(resolve => { this.retry = setTimeout(resolve, retryDelay(tries)); });
      }
    }
  }

  end() {
    if (this.over) return;
    this.stop();
    this.freshness.receivedAt = Date.now();
    this.freshness.set('official');
  }

  eventMissing() {
    if (this.over) return;
    this.stop();
    this.freshness.set('offline');
    this.gone();
  }

  /** Connects again, with the best transport first. */
  startOver() {
    this.transports.reset();
    this.connect();
  }

  /** Replaces a connection that is open but brings no messages; with the next transport if this one is blocked. */
  replace(blocked) {
    this.freshness.lostAt = Date.now();
    this.transports.wentSilent(blocked);
    this.closeLink();
    this.setLost();
    this.connect();
  }

  watch() {
    const { link } = this;
    if (!link) {
      this.setLost();
      return;
    }
    const now = Date.now();
    const silence = now - Math.max(link.openedAt, link.receivedAt);
    if (!link.receivedAt) {
      if (silence > FIRST_MESSAGE_MS && link.transport !== 'poll') this.replace(true);
      else this.setLost();
    } else if (link.transport !== 'poll' && !globalThis.document?.hidden) {
      if (silence > RIDER_SILENCE_MS && this.running()) this.replace(false);
      else if (silence > SILENCE_MS && this.missedMessages.isDue(now)) this.checkSilence(link);
    }
  }

  /** Checks whether messages were missed while the connection was silent. */
  async checkSilence(link) {
    const result = await this.missedMessages.check(() => link === this.link);
    if (link !== this.link) return;
    if (result === 'missed') {
      this.replace(true);
    } else if (result === 'none') {
      this.freshness.set(this.ended ? 'official' : 'live', link.transport);
    } else if (result === 'no event') {
      this.eventMissing();
    } else if (result === 'failed') {
      this.freshness.lostAt = Math.max(this.freshness.lostAt, this.freshness.receivedAt);
      this.freshness.set('reconnecting', link.transport);
    }
  }

  wake(slept) {
    if (this.link?.receivedAt && !slept) return;
    if (this.link && !slept && Date.now() - this.link.openedAt < FIRST_MESSAGE_MS) return;
    this.startOver();
  }
}
