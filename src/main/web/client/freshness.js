/** How fresh the page is, and since when. */

/** The page is offline rather than reconnecting after this time. */
const OFFLINE_AFTER_MS = 20000;

export class Freshness {
  /** @param report is called with { freshness, transport, since } when that changes */
  constructor(report) {
    this.report = report;
    this.receivedAt = null;
    this.lostAt = Date.now();
    /** Whether the service did not respond either, so that not only the transport fails. */
    this.failed = false;
    this.reported = '';
  }

  set(freshness, transport = 'none') {
    const since = this.receivedAt ?? this.lostAt;
    const reported = JSON.stringify([freshness, transport, freshness === 'live' ? 0 : since]);
    if (reported === this.reported) return;
    this.reported = reported;
    this.report({ freshness, transport, since });
  }

  /** There is no connection: reconnecting, or offline after a while. */
  setLost() {
    const long = Date.now() - this.lostAt > OFFLINE_AFTER_MS && this.failed;
    this.set(long || globalThis.navigator?.onLine === false ? 'offline' : 'reconnecting');
  }
}
