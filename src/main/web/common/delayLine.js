/** Holds back what a page is told, so that it shows everything as it was some seconds ago. */

export class DelayLine {
  /**
   * @param millis how long each item is held back
   * @param deliver is called with each item, in order
   */
  constructor(millis, deliver) {
    this.millis = millis;
    this.deliver = deliver;
    this.waiting = [];
    this.timer = null;
  }

  /** @param at when the item was told; another time than now only for items that were kept over a reload */
  add(item, at = Date.now()) {
    this.waiting.push({ item, at });
    this.schedule();
  }

  /** The items that wait, each as { item, at }. */
  pending() {
    return this.waiting;
  }

  clear() {
    this.waiting = [];
  }

  schedule() {
    if (this.timer !== null || !this.waiting.length) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      while (this.waiting.length && this.waiting[0].at + this.millis <= Date.now()) this.deliver(this.waiting.shift().item);
      this.schedule();
    }, Math.max(0, this.waiting[0].at + this.millis - Date.now()));
  }
}

/**
 * How long a page with a delay waits for its first picture, in milliseconds; null while it has one to show, and until it has
 * received what it will show.
 */
export function untilFirstPicture({ received, state, line }) {
  if (received || state.cursor !== null || !line.pending) return null;
  const first = line.pending().find(({ item }) => item.message);
  return first ? Math.max(0, first.at + line.millis - Date.now()) : null;
}
