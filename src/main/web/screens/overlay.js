/**
 * An overlay: one part of what a race has to tell, over the picture of a camera. Transparent, and empty whenever there is
 * nothing fresh to show.
 */
import { Component, h } from 'preact';
import { hasPicture } from './freshness.js';
import { OverlayAddresses } from './overlayAddresses.js';
import { CourseMemory } from './overlayChoice.js';
import { overlayOptions, overlayStyle } from './overlayOptions.js';
import { OverlayPart } from './overlayParts.js';
import { now } from '../common/clock.js';

export class OverlayView extends Component {
  memory = new CourseMemory();

  componentDidMount() {
    const options = overlayOptions(name => this.props.route.query.get(name));
    if (!options.part) return;
    const { style } = document.documentElement;
    const set = overlayStyle(options);
    for (const name in set) style.setProperty(name, set[name]);
  }

  render({ store, route }) {
    const { state } = store;
    const options = overlayOptions(name => route.query.get(name));
    const at = now();
    this.memory.see(state, store.link, at);
    const hidden = !hasPicture(store) || this.memory.isStale(at);
    const part = { memory: this.memory, state, race: route.race ?? null, shownRace: store.race, at, hidden, redraw: () => this.setState({}) };
    return options.part ? h(OverlayPart, { ...part, options }) : h(OverlayAddresses, { route, state, part, go: next => store.go(next) });
  }
}
