/** The page that lists the addresses of the overlays of an event, each with a preview. */
import { Component, h } from 'preact';
import { FONTS, PARTS, THEMES, fontLabel, overlayOptions, overlayStyle } from './overlayOptions.js';
import { OverlayPart } from './overlayParts.js';
import { raceName } from '../common/names.js';
import { clockTime, joined, shortDay } from '../common/format.js';
import { t } from '../common/i18n.js';

const COPIED_MS = 3000;
/** Parts that show the rider of a television clock. */
const WITH_CLOCK = ['lower-third', 'clock'];

class Address extends Component {
  copy = async () => {
    const done = await navigator.clipboard.writeText(this.props.address).then(() => true, () => false);
    this.setState({ said: t(done ? 'overlay.copied' : 'overlay.copyFailed') });
    setTimeout(() => this.setState({ said: null }), COPIED_MS);
  };

  render({ address, label }, { said }) {
    return h('p', { class: 'overlay-address' },
      h('code', {}, address),
      // Without https a browser does not let a page write to the clipboard.
      navigator.clipboard && h('button', { type: 'button', 'aria-label': said ? undefined : `${t('overlay.copy')}: ${label}`, onClick: this.copy }, h('span', { 'aria-live': 'polite' }, said ?? t('overlay.copy'))));
  }
}

const Choice = ({ label, value, options, choose }) => h('label', {}, label,
  h('select', { onChange: ({ target }) => choose(target.value) }, options.map(([key, text]) => h('option', { key, value: key, selected: key === value }, text))));

const path = (event, race) => ['/e', event, ...race ? ['r', race] : []].map((part, i) => i ? encodeURIComponent(part) : part).join('/');

/** @param go shows the race of another route */
export class OverlayAddresses extends Component {
  state = { theme: 'dark', clock: '', font: '', delay: '', accent: '' };

  // Unlike a screen, this page has a reader, whose theme it has.
  componentDidMount() {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const apply = () => { document.documentElement.dataset.theme = dark.matches ? 'dark' : 'light'; };
    apply();
    dark.addEventListener('change', apply);
  }

  /** The options of a part, without those that are as usual. */
  chosen(part) {
    const { theme, clock, font, delay, accent } = this.state;
    const query = new URLSearchParams({ part, theme });
    if (clock && WITH_CLOCK.includes(part)) query.set('clock', clock);
    if (font) query.set('font', font);
    if (accent) query.set('accent', accent.slice(1));
    if (Number(delay)) query.set('delay', delay);
    return query;
  }

  address(query) {
    return `${location.origin}${path(this.props.route.event, this.props.route.race)}?view=overlay&${query}&bg=none`;
  }

  render({ state, route, part, go }, { theme, clock, font, delay, accent }) {
    if (!state.event) return h('main', { class: 'overlay-addresses' }, h('h1', {}, t('loading')));
    const set = name => value => this.setState({ [name]: value });
    const raceLabel = one => joined(' · ', raceName(state, one), shortDay(one.startTime), clockTime(one.startTime));
    return h('main', { class: 'overlay-addresses' },
      h('h1', {}, t('overlay.title', { event: state.event.mainTitle })),
      h('p', {}, t('overlay.about')),
      h('form', { onSubmit: event => event.preventDefault() },
        h(Choice, { label: t('overlay.race'), value: route.race ?? '', choose: race => go({ ...route, race: race || undefined, follows: !race }), options: [['', t('overlay.follows')], ...state.races.map(one => [one.raceId, raceLabel(one)])] }),
        h(Choice, { label: t('overlay.theme'), value: theme, choose: set('theme'), options: THEMES.map(name => [name, t('overlay.theme.' + name)]) }),
        h(Choice, { label: t('overlay.clock'), value: clock, choose: set('clock'), options: ['', '1', '2'].map(name => [name, name || t('overlay.clock.any')]) }),
        h(Choice, { label: t('overlay.font'), value: font, choose: set('font'), options: [['', t('overlay.font.usual')], ...Object.keys(FONTS).filter(fontLabel).map(name => [name, fontLabel(name)])] }),
        h('label', {}, t('overlay.accent'), h('input', { type: 'color', value: accent || '#ffc21a', onInput: ({ target }) => set('accent')(target.value) })),
        h('label', {}, t('overlay.delay'), h('input', { type: 'number', min: 0, max: 300, value: delay, placeholder: '0', onInput: ({ target }) => set('delay')(target.value) }))),
      h('div', { class: 'overlay-list' },
        PARTS.map(name => {
          const query = this.chosen(name);
          const options = overlayOptions(key => query.get(key));
          return h('section', { key: name, 'data-overlay': name },
            h('h2', {}, t('overlay.part.' + name)),
            h('div', { class: 'overlay-preview', 'aria-hidden': 'true', style: overlayStyle(options) },
              h(OverlayPart, { ...part, options }),
              h('p', { class: 'overlay-nothing' }, t('overlay.nothing'))),
            h(Address, { address: this.address(query), label: t('overlay.part.' + name) }));
        }),
        h('section', { 'data-overlay': 'ograf' },
          h('h2', {}, 'OGraf'),
          h('p', {}, t('overlay.ograf')),
          h(Address, { address: `${location.origin}/ograf/gatecast.ograf.json`, label: 'OGraf' }))));
  }
}
