/** Clocks of riders on the water, which run on between messages. */

/** By then the service would have taken a rider off who is still timed. */
const LAST_READING_MS = 10000;
const STILL_MS = 1000;

const clocks = new Map();
const calm = matchMedia('(prefers-reduced-motion: reduce)');
let ticking = null;

/**
 * Every message brings every rider's clock, new or not, and in whole seconds: only a new reading sets ours, and one less
 * than half a second behind it does not, so that the clock never stutters backwards.
 */
class Clock {
  constructor(element) {
    this.element = element;
  }

  read(time) {
    if (time === this.time) return;
    const now = performance.now();
    const ahead = this.time === undefined ? -1 : this.reading(now) - time;
    this.heard = now;
    this.time = time;
    if (ahead < 0 || ahead > 50) Object.assign(this, { base: time, since: now });
  }

  reading(now) {
    return this.base + Math.min(now - this.since, LAST_READING_MS) / 10;
  }

  show(now) {
    const text = calm.matches
      ? String(Math.floor(this.reading(now) / 100))
      : (Math.floor(this.reading(now) / 10) / 10).toFixed(1);
    if (text !== this.text) this.element.textContent = this.text = text;
  }
}

/** Sets the clock in an element to hundredths of a second, from where it runs on. */
export function run(element, time) {
  let clock = clocks.get(element);
  if (!clock) clocks.set(element, clock = new Clock(element));
  clock.read(time);
  clock.show(performance.now());
  tick();
}

export function halt(element) {
  clocks.delete(element);
}

function tick() {
  if (ticking !== null || !clocks.size) return;
  const show = now => {
    ticking = null;
    for (const clock of clocks.values()) clock.show(now);
    tick();
  };
  ticking = calm.matches ? setTimeout(() => show(performance.now()), STILL_MS) : requestAnimationFrame(show);
}
