/** Finds out whether messages were missed while a connection was silent: the entity tag of the table changes. */
import { entityTag } from './api.js';

const INTERVAL_MS = 45000;
/** A message may arrive so long after the change of the tag. */
const GRACE_MS = 4000;

export class MissedMessages {
  /** @param url address whose entity tag is compared */
  constructor(url) {
    this.url = url;
    this.tag = null;
    this.nextAt = 0;
  }

  /** Called when a message arrives: the next check compares with the tag after it. */
  reset() {
    this.tag = null;
  }

  isDue(now) {
    return now >= this.nextAt;
  }

  /**
   * Resolves to 'none', 'missed', 'no event' or 'failed', or to 'outdated' if a message arrived during the check.
   *
   * @param isCurrent tells whether the connection is still the same
   */
  async check(isCurrent) {
    this.nextAt = Date.now() + INTERVAL_MS;
    const before = this.tag;
    try {
      const tag = await entityTag(this.url);
      if (!isCurrent() || before !== this.tag) return 'outdated';
      this.tag = tag;
      if (!before || before === tag) return 'none';
      await new Promise(resolve => setTimeout(resolve, GRACE_MS));
      return this.tag === tag ? 'missed' : 'outdated';
    } catch (failure) {
      if (!isCurrent() || before !== this.tag) return 'outdated';
      if (failure.status === 404) return 'no event';
      this.nextAt = Date.now() + GRACE_MS;
      return 'failed';
    }
  }
}
