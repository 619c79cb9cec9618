/**
 * The overlays as a graphic of OGraf, EBU's open standard: a web component that a renderer loads from this service, plays,
 * updates and stops. gatecast.ograf.json is its manifest. It paints nothing before it is played.
 */
import { h, render } from 'preact';
import { Feed } from './feed.js';
import { addOperatorStyle, removeOperatorStyle } from './operatorStyle.js';
import { CourseMemory } from '../screens/overlayChoice.js';
import style from '../screens/overlay.css';
import { COLOURS, overlayOptions, overlayStyle } from '../screens/overlayOptions.js';
import { LEAVE_MS, OverlayPart } from '../screens/overlayParts.js';
import { setTexts } from '../common/i18n.js';
import cs from '../screens/translations.cs.json';
import de from '../screens/translations.de.json';
import en from '../screens/translations.en.json';
import fr from '../screens/translations.fr.json';
import pl from '../screens/translations.pl.json';
import sk from '../screens/translations.sk.json';

const TEXTS = { cs, de, en, fr, pl, sk };
const MAX_DELAY_SECONDS = 300;
const LOAD_MS = 5000;
const OWN_ORIGIN = new URL(import.meta.url).origin;
const REFUSED_DATA = 'data.event must be the id of an event, data.part one of its enumeration, data.service an address or empty.';

const OK = { statusCode: 200 };
const refused = (statusCode, statusMessage) => ({ statusCode, statusMessage });
const NOT_REAL_TIME = refused(501, 'This graphic shows a live race. It supports real-time rendering only.');

const withoutHash = text => text.replace(/^#/, '');

/** The origin of the service: where this file came from, unless a renderer has a copy of it; null if the address is none. */
function serviceOrigin(address) {
  try {
    const { protocol, origin } = new URL(address || OWN_ORIGIN);
    return /^https?:$/.test(protocol) ? origin : null;
  } catch {
    return null;
  }
}

/** The data of a graphic as the options of an overlay's address; null if it is not what the manifest says. */
function settings(data) {
  if (typeof data?.event !== 'string' || !data.event) return null;
  const text = name => data[name] == null || typeof data[name] === 'object' ? null : String(data[name]);
  const options = overlayOptions(name => name === 'part' ? text(name) ?? 'lower-third' : name === 'bg' ? null
    : COLOURS.includes(name) ? withoutHash(text(name) ?? '') : text(name));
  const origin = serviceOrigin(text('service'));
  if (!options.part || !origin) return null;
  const delay = Number(text('delay') ?? 0);
  return {
    options,
    lang: Object.hasOwn(TEXTS, text('lang')) ? text('lang') : 'en',
    source: { origin, event: data.event, race: text('race') || null, delay: delay >= 0 && delay <= MAX_DELAY_SECONDS ? delay * 1000 : 0 },
  };
}

const wait = millis => new Promise(resolve => setTimeout(resolve, millis));

export default class GatecastGraphic extends HTMLElement {
  playing = false;

  async load({ data, renderType }) {
    if (renderType && renderType !== 'realtime') return NOT_REAL_TIME;
    const chosen = settings(data);
    if (!chosen) return refused(400, REFUSED_DATA);
    this.data = data;
    if (!this.shadowRoot) {
      this.attachShadow({ mode: 'open' }).innerHTML = `<style>:host { position: absolute; inset: 0; display: block; pointer-events: none; } ${style}</style><div></div>`;
    }
    this.use(chosen);
    clearInterval(this.timer);
    // Countdowns, and what must not be shown any more because it is old.
    this.timer = setInterval(() => this.redraw(), 1000);
    // A broadcast delay is no reason to wait: the answer is about the service, not about what is shown.
    const [told] = await Promise.race([Promise.all([this.told, addOperatorStyle(this.shadowRoot, chosen.source.origin)]), wait(LOAD_MS)]) ?? [];
    if (told === false) return refused(404, `There is no event ${chosen.source.event}.`);
    return told ? OK : refused(503, `${chosen.source.origin} has not responded yet. The graphic goes on trying.`);
  }

  async dispose() {
    clearInterval(this.timer);
    cancelAnimationFrame(this.frame);
    this.feed?.stop();
    this.feed = null;
    if (this.shadowRoot) {
      render(null, this.root);
      await removeOperatorStyle(this.shadowRoot);
    }
    return OK;
  }

  async updateAction({ data }) {
    if (!this.feed) return refused(409, 'The graphic is not loaded.');
    const chosen = settings({ ...this.data, ...data });
    if (!chosen) return refused(400, REFUSED_DATA);
    this.data = { ...this.data, ...data };
    this.use(chosen);
    return OK;
  }

  /** One step: playing it again ends it, as the standard says of a graphic that is played past its last step. */
  async playAction({ delta = 1, goto, skipAnimation } = {}) {
    if (!this.feed) return refused(409, 'The graphic is not loaded.');
    const step = goto ?? (this.playing ? 0 : -1) + delta;
    if (step !== 0) {
      await this.stopAction({ skipAnimation });
      return { ...OK, currentStep: undefined };
    }
    this.playing = true;
    this.redraw(skipAnimation);
    return { ...OK, currentStep: 0 };
  }

  async stopAction({ skipAnimation } = {}) {
    if (!this.feed) return refused(409, 'The graphic is not loaded.');
    const shown = this.playing && this.root.querySelector('.overlay-entrance');
    this.playing = false;
    this.redraw(skipAnimation);
    if (shown && !skipAnimation) await wait(LEAVE_MS);
    return OK;
  }

  async customAction({ id }) {
    return refused(400, `This graphic has no action ${id}.`);
  }

  async goToTime() {
    return NOT_REAL_TIME;
  }

  async setActionsSchedule() {
    return NOT_REAL_TIME;
  }

  get root() {
    return this.shadowRoot.lastElementChild;
  }

  /** Shows what was chosen. Another event, race or delay needs another connection. */
  use({ options, lang, source }) {
    Object.assign(this, { options, lang });
    const key = JSON.stringify(source);
    if (key !== this.source || !this.feed) {
      this.feed?.stop();
      this.source = key;
      this.memory = new CourseMemory();
      this.told = new Promise(resolve => {
        this.feed = new Feed(source, () => { this.frame ??= requestAnimationFrame(() => this.redraw()); }, resolve);
      });
    }
    this.redraw();
  }

  redraw(skipAnimation) {
    cancelAnimationFrame(this.frame);
    this.frame = null;
    const { feed, options, memory } = this;
    if (!feed) return;
    if (skipAnimation) render(null, this.root);
    memory.see(feed.state, feed.link, feed.now());
    // Several graphics of one renderer may have several languages.
    setTexts(this.lang, TEXTS[this.lang]);
    this.root.removeAttribute('style');
    const set = overlayStyle(options);
    for (const name in set) this.root.style.setProperty(name, set[name]);
    render(h(OverlayPart, {
      memory, options, state: feed.state, race: feed.follows ? null : feed.race, shownRace: feed.race, at: feed.now(),
      hidden: !this.playing || !feed.received || memory.isStale(feed.now()), still: skipAnimation, redraw: () => this.redraw(),
    }), this.root);
  }
}
