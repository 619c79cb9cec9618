/** The clocks of riders on course. They run on between messages. */

/** A clock stops after this time without a new reading. The service removes such a rider from the course before. */
const MAX_AGE_MS = 10000;
const REDUCED_MOTION_MS = 1000;

const clocks = new Map();
const reducedMotion = matchMedia('(prefers-reduced-motion: reduce)');
let ticking = null;

/**
 * Every message has every rider's time in whole seconds, even if the time is not new. Only a new time sets the clock, and
 * only if the clock is behind it or more than half a second ahead. So the clock never jumps back a little.
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
    return this.base + Math.min(now - this.since, MAX_AGE_MS) / 10;
  }

  show(now) {
    const text = reducedMotion.matches
      ? String(Math.floor(this.reading(now) / 100))
      : (Math.floor(this.reading(now) / 10) / 10).toFixed(1);
    if (text !== this.text) this.element.textContent = this.text = text;
  }
}

/** Shows a time in an element and lets it run on. The time is in hundredths of a second. */
export function startClock(element, time) {
  let clock = clocks.get(element);
  if (!clock) clocks.set(element, clock = new Clock(element));
  clock.read(time);
  clock.show(performance.now());
  tick();
}

export function stopClock(element) {
  clocks.delete(element);
}

function tick() {
  if (ticking !== null || !clocks.size) return;
  const show = now => {
    ticking = null;
    for (const clock of clocks.values()) clock.show(now);
    tick();
  };
  ticking = reducedMotion.matches ? setTimeout(() => show(performance.now()), REDUCED_MOTION_MS) : requestAnimationFrame(show);
}
