/** The parts of the page that are loaded when they are first shown, or some time after the page is live. */
import { Component, h } from 'preact';
import { t } from '../common/i18n.js';

const FILES = { later: () => import('./later.js'), extras: () => import('./extras.js') };
const loading = {};
const parts = {};

/** Loads later.js or extras.js, once. Resolves when its parts are there. */
export function load(file) {
  return loading[file] ??= FILES[file]().then(module => Object.assign(parts, module), failure => {
    loading[file] = null;
    throw failure;
  });
}

/**
 * A component of later.js or extras.js.
 *
 * @param part its name there
 * @param from the file: later, or extras
 * @param waiting is shown until it is loaded
 */
export class Later extends Component {
  state = { failed: false };

  componentDidMount() {
    if (parts[this.props.part]) return;
    load(this.props.from).then(() => this.unmounted || this.forceUpdate(), () => this.unmounted || this.setState({ failed: true }));
  }

  componentWillUnmount() {
    this.unmounted = true;
  }

  render({ part, from, waiting, ...props }, { failed }) {
    if (parts[part]) return h(parts[part], props);
    if (!failed) return waiting ?? null;
    return h('p', { class: 'note' }, t('later.failed'), ' ', h('button', { type: 'button', onClick: () => location.reload() }, t('later.again')));
  }
}

/** A whole view of later.js or extras.js. */
export const laterView = (from, part) => props => h(Later, { from, part, ...props, waiting: h('main', {}, h('h1', { tabindex: '-1' }, t('loading'))) });
