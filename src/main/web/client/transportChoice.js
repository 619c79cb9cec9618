/** Chooses the transport of the next connection. */

/** Two connections that went silent within this time mean that the transport does not work. */
const SILENT_CONNECTIONS_MS = 120000;
const MAX_RETRY_MS = 60000;
const FIRST_RETRY_MS = 2000;

/** A random time before the next try, in milliseconds. Its maximum doubles with each try. */
export const retryDelay = tries => Math.random() * Math.min(MAX_RETRY_MS, FIRST_RETRY_MS * 2 ** tries);

export class TransportChoice {
  /** @param names from the best to the worst */
  constructor(names) {
    this.names = names;
    this.reset();
  }

  /** Starts again with the best transport. */
  reset() {
    this.index = 0;
    this.tries = 0;
    this.silentAt = [];
  }

  current() {
    return this.names[this.index];
  }

  isLast() {
    return this.index === this.names.length - 1;
  }

  /** Chooses the next transport; false if there is none. */
  next() {
    if (this.isLast()) return false;
    this.index++;
    return true;
  }

  useLast() {
    this.index = this.names.length - 1;
  }

  /** A connection was open but brought no messages. If that repeats, or the transport is blocked, the next one is chosen. */
  wentSilent(blocked) {
    this.silentAt = this.silentAt.filter(at => at > Date.now() - SILENT_CONNECTIONS_MS).concat(Date.now());
    if ((blocked || this.silentAt.length > 1) && this.next()) this.silentAt = [];
  }
}
